import type { IncidentAlarm, IncidentDetail, IncidentOverview } from '../../../../functions/ops/incident-responses.ts';
import type { Alarm, Severity } from '../../../../functions/ops/responses.ts';
import { formatStamp } from '../../ui/format-time.ts';

/** What an incident was when it was worst, which is over; ISO instants. */
export type Peak = {
  readonly severity: Severity;
  readonly title: string;
  readonly from?: string;
  readonly until: string;
};

type Now = { readonly was?: Peak };

const RANKS: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

/** Whether an alarm is raised and tells so: neither a composite does that for it, nor does its cause silence it. */
const isTold = ({ state, acting, severity, suppressed }: Alarm): boolean =>
  state === 'ALARM' && acting && severity !== 'info' && suppressed === undefined;

/** Of alarms that can open an incident, the worst that is in ALARM, the first of several. */
function worstRaised(alarms: readonly Alarm[]): Alarm | undefined {
  const raised = alarms.filter(isTold);
  return raised.toSorted(
    (a, b) => RANKS[a.severity] - RANKS[b.severity] || Date.parse(a.since) - Date.parse(b.since),
  )[0];
}

/** The incident by its alarms (`own`) as they are now: where the one that it is called by is over, by the worst of the others. */
function byAlarms<I extends IncidentOverview>(incident: I, own: readonly Alarm[]): I & Now {
  const lead = own.find(({ title, acting }) => acting && title === incident.title);
  const now = worstRaised(own);
  if (incident.status === 'resolved' || lead?.state !== 'OK' || now === undefined) return incident;
  const was = { severity: incident.severity, title: incident.title, until: lead.since };
  return { ...incident, title: now.title, notices: now.notices, severity: now.severity, was };
}

/** Incidents that are not over as they are now: a group's alarms are those of its incident. */
export function incidentsNow(
  open: readonly IncidentOverview[],
  alarms: readonly Alarm[],
): readonly (IncidentOverview & Now)[] {
  return open.map((incident) =>
    byAlarms(
      incident,
      alarms.filter(({ group }) => group === incident.group),
    ),
  );
}

/** One incident as it is now, by its own alarms; what it was at its worst says from when it was so. */
export function incidentNow(incident: IncidentDetail, alarms: readonly Alarm[]): IncidentDetail & Now {
  const names = new Set(incident.alarms.map(({ name }) => name));
  const { was, ...now } = byAlarms<IncidentDetail>(
    incident,
    alarms.filter(({ name }) => names.has(name)),
  );
  if (was === undefined) return incident;
  const from = incident.alarms.find(({ title }) => title === was.title)?.raisedAt;
  return { ...now, was: { ...was, ...(from === undefined ? {} : { from }) } };
}

/** A moment without the day, where that of another one says it. */
export function shortly(at: string, beside: string): string {
  const [stamp, other] = [formatStamp(at), formatStamp(beside)];
  return stamp.slice(0, 10) === other.slice(0, 10) ? stamp.slice(11) : stamp;
}

/** What an incident was, as seen at `now` (ISO): "was critical: Shop unavailable 03:05–03:09". */
export function peakWords({ severity, title, from, until }: Peak, now: string): string {
  const time = from === undefined ? `until ${shortly(until, now)}` : `${shortly(from, now)}–${shortly(until, from)}`;
  return `was ${severity}: ${title} ${time}`;
}

type Deciding = Pick<IncidentAlarm, 'name' | 'title'>;

/**
 * The alarm whose metric shows best what there is: of those that are in ALARM, the first of the worst that has a value, or a
 * metric alarm by which a composite one is raised; of an incident that is over, of all.
 */
export function decidingAlarm({ alarms, severity }: IncidentDetail, known: readonly Alarm[]): Deciding | undefined {
  const raised = alarms.filter(({ state }) => state === 'ALARM');
  const of = raised.length > 0 ? raised : alarms;
  const measured = of.filter(({ value }) => value !== undefined);
  const names = new Set(raised.map(({ name }) => name));
  const behind = new Set(known.filter(({ name }) => names.has(name)).flatMap(({ members = [] }) => members));
  return (
    measured.find((alarm) => alarm.severity === severity) ??
    measured[0] ??
    known.find(({ name, type, state }) => behind.has(name) && type === 'metric' && state === 'ALARM')
  );
}
