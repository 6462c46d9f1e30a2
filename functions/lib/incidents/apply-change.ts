import type { AlarmChange, AlarmGroup, KnownAlarm, LastIncident } from './alarm-group.ts';
import type { Incident, IncidentAlarm, TimelineEntry } from './incident.ts';
import { incidentId } from './incident-id.ts';
import { worst } from './severity.ts';
import { withEntry } from './timeline.ts';

/** What became of an incident. */
export type IncidentEvent = 'opened' | 'reopened' | 'raised' | 'acknowledged' | 'escalated' | 'resolved';

/** A group after a change, the incident where it has changed, and what became of it, in this order. */
export type GroupChange = {
  readonly group: AlarmGroup;
  readonly incident?: Incident;
  readonly events: readonly IncidentEvent[];
};

const RANKS = ['OK', 'INSUFFICIENT_DATA', 'ALARM'] as const;

/** Below 0 when the change was before what is known of the alarm; of two states at one instant the worse one is the later. */
function order({ state, at }: AlarmChange, known: KnownAlarm): number {
  return at - known.since || RANKS.indexOf(state) - RANKS.indexOf(known.state);
}

/** News has no incident: nobody needs to do anything about it at once. */
function isNews({ severity }: Pick<KnownAlarm, 'severity'>): boolean {
  return severity === 'info';
}

/** So many of the times at which an alarm took its action are remembered. */
const REMEMBERED = 8;

/** The times at which an alarm took its action, with that of the change if it is one. */
function raisedWith({ state, acted, at }: AlarmChange, before: KnownAlarm | undefined): readonly number[] {
  const times = before?.raised ?? [];
  return state === 'ALARM' && acted ? [...times, at].sort((a, b) => a - b).slice(-REMEMBERED) : times;
}

function knownOf(change: AlarmChange, before: KnownAlarm | undefined): KnownAlarm {
  const { at, group: _group, ...rest } = change;
  const raised = raisedWith(change, before);
  if (before === undefined || before.since !== at || before.state !== change.state)
    return { ...rest, since: at, raised };
  // The second of an action and an event that say the same: only one of them may tell value and threshold.
  return { ...before, ...rest, since: at, acted: before.acted || change.acted, raised };
}

/** The alarm in an incident: its grounds are those of when it was last raised. */
function memberOf({ raised: _raised, ...known }: KnownAlarm, before: IncidentAlarm | undefined): IncidentAlarm {
  if (known.state === 'ALARM') return { ...known, raisedAt: known.since, acted: known.acted || before?.acted === true };
  const { state, since } = known;
  return { ...(before ?? { ...known, raisedAt: since }), state, since };
}

function entryOf({ name, title, state, since }: KnownAlarm): TimelineEntry {
  return { type: 'alarm', at: since, alarm: name, title, state };
}

function isActing(known: KnownAlarm): boolean {
  return known.state === 'ALARM' && known.acted && !isNews(known);
}

/** A group's alarms that are more than news, in the order in which they were raised. */
function raisedAlarms({ alarms }: AlarmGroup): readonly KnownAlarm[] {
  return Object.values(alarms)
    .filter((known) => known.state === 'ALARM' && !isNews(known))
    .sort((a, b) => a.since - b.since || (a.name < b.name ? -1 : 1));
}

/** The incident that a group's alarms open, if an action of theirs was taken. */
function opened(alarmGroup: AlarmGroup): Incident | undefined {
  const { group } = alarmGroup;
  const raised = raisedAlarms(alarmGroup);
  const acting = raised.filter(isActing);
  const [first] = acting;
  const severity = worst(acting.map((known) => known.severity));
  if (first === undefined || severity === undefined) return undefined;
  const timeline = raised.map(entryOf).reduce(withEntry, []);
  return {
    id: incidentId(group, first.name, first.since),
    ...{ group, severity, status: 'open', openedAt: first.since },
    alarms: raised.map((known) => memberOf(known, undefined)),
    timeline: withEntry(timeline, { type: 'opened', at: first.since, severity }),
  };
}

function members({ alarms }: Incident, known: KnownAlarm): readonly IncidentAlarm[] {
  const index = alarms.findIndex(({ name }) => name === known.name);
  const member = memberOf(known, alarms[index]);
  return index < 0 ? [...alarms, member] : alarms.with(index, member);
}

/** The incident when one of the alarms of its group has changed; as it was when that does not touch it. */
function updated(incident: Incident, known: KnownAlarm, isNewState: boolean): Incident {
  const isMember = incident.alarms.some(({ name }) => name === known.name);
  if (!isMember && (known.state !== 'ALARM' || isNews(known))) return incident;
  const timeline = isNewState ? withEntry(incident.timeline, entryOf(known)) : incident.timeline;
  return { ...incident, alarms: members(incident, known), timeline };
}

/** The incident when an alarm that is worse than any before took its action: whoever is at it hears of it anew. */
function raised(incident: Incident, known: KnownAlarm): Incident | undefined {
  const severity = worst([incident.severity, known.severity]);
  if (!isActing(known) || severity === undefined || severity === incident.severity) return undefined;
  const { acknowledgedAt: _at, acknowledgedBy: _by, ...rest } = incident;
  const timeline = withEntry(incident.timeline, { type: 'raised', at: known.since, severity });
  return { ...rest, severity, status: 'open', timeline };
}

/** The incident when all of its alarms are over; no data is no sign of that. */
function resolved(incident: Incident): (Incident & { readonly resolvedAt: number }) | undefined {
  if (incident.alarms.some(({ state }) => state !== 'OK')) return undefined;
  const resolvedAt = Math.max(...incident.alarms.map(({ since }) => since));
  const timeline = withEntry(incident.timeline, { type: 'resolved', at: resolvedAt });
  return { ...incident, status: 'resolved', resolvedAt, timeline };
}

/** The later one of a group's last incident and another. */
function lastOf({ last }: AlarmGroup, other: LastIncident): LastIncident {
  return last !== undefined && last.resolvedAt > other.resolvedAt ? last : other;
}

function endOf(incident: Incident & { readonly resolvedAt: number }): LastIncident {
  const { openedAt, resolvedAt } = incident;
  return { openedAt, resolvedAt, incident };
}

/**
 * In milliseconds: what is there again so soon is the same failure. With few requests its alarms flicker, as windows of five
 * minutes have some and then none; two of them are as long as that.
 */
const SAME_FAILURE = 10 * 60_000;

/** The group's last incident, with what is raised again from `at` on; undefined when that is another one. */
function reopened(group: AlarmGroup, at: number): Incident | undefined {
  const { last } = group;
  if (last?.incident === undefined || at < last.openedAt || at > last.resolvedAt + SAME_FAILURE) return undefined;
  const { resolvedAt, escalatedAt: _at, escalatedBy: _by, ...was } = last.incident;
  const reopenedAt = Math.max(at, last.resolvedAt);
  // Whoever is at it knows of it.
  const status = was.acknowledgedAt === undefined ? 'open' : 'acknowledged';
  const again: Incident = { ...was, status, reopenings: (was.reopenings ?? 0) + 1, reopenedAt };
  const now = raisedAlarms(group).reduce((incident, known) => updated(incident, known, true), again);
  return { ...now, timeline: withEntry(now.timeline, { type: 'reopened', at: reopenedAt }) };
}

/** What alarms make of a group without an incident. */
function begun(group: AlarmGroup): GroupChange {
  const fresh = opened(group);
  if (fresh === undefined) return { group, events: [] };
  const again = reopened(group, fresh.openedAt);
  if (again === undefined) return { group: { ...group, incident: fresh }, incident: fresh, events: ['opened'] };
  const incident = raisedAlarms(group).reduce((before, known) => raised(before, known) ?? before, again);
  const events: readonly IncidentEvent[] = incident === again ? ['reopened'] : ['reopened', 'raised'];
  return { group: { ...group, incident }, incident, events };
}

function continued(group: AlarmGroup, before: Incident, known: KnownAlarm, isNewState: boolean): GroupChange {
  const now = updated(before, known, isNewState);
  if (now === before) return { group, events: [] };
  const worse = raised(now, known);
  const over = resolved(worse ?? now);
  if (over !== undefined) {
    const { incident: _over, ...rest } = group;
    return { group: { ...rest, last: lastOf(group, endOf(over)) }, incident: over, events: ['resolved'] };
  }
  const incident = worse ?? now;
  return { group: { ...group, incident }, incident, events: worse === undefined ? [] : ['raised'] };
}

/** Whether the time from when an alarm was raised until it was over belongs to an incident of its group. */
function isCovered({ incident, last }: AlarmGroup, from: number, to: number): boolean {
  if (incident !== undefined && to >= incident.openedAt) return true;
  return last !== undefined && last.openedAt <= from && from <= last.resolvedAt;
}

/** Whether an action that is heard of late was heard of before; of one that is older than what is remembered it is assumed. */
function isRemembered({ raised = [] }: KnownAlarm, at: number): boolean {
  return raised.includes(at) || (raised.length === REMEMBERED && at < (raised[0] ?? 0));
}

/** The open incident with an alarm that was raised and over in its time, and heard of late: it lasts at least as long. */
function joined(group: AlarmGroup, change: AlarmChange, known: KnownAlarm): GroupChange {
  const { incident } = group;
  const isElsewhere = incident === undefined || change.at < incident.openedAt;
  if (isElsewhere || isNews(known) || incident.alarms.some(({ name }) => name === known.name))
    return { group, events: [] };
  const raisedThen = knownOf(change, undefined);
  const member = { ...memberOf(raisedThen, undefined), state: known.state, since: known.since };
  const timeline = [raisedThen, known].map(entryOf).reduce(withEntry, incident.timeline);
  const now = { ...incident, alarms: [...incident.alarms, member], timeline };
  return { group: { ...group, incident: now }, incident: now, events: [] };
}

/** An incident that was over before it was heard of: it is kept, and nobody is told what they can do nothing about. */
function missed(before: AlarmGroup, change: AlarmChange, known: KnownAlarm): GroupChange | undefined {
  if (change.state !== 'ALARM' || !change.acted || isRemembered(known, change.at)) return undefined;
  const remembering = { ...known, raised: raisedWith(change, known) };
  const group = { ...before, alarms: { ...before.alarms, [change.name]: remembering } };
  if (isCovered(before, change.at, known.since)) return joined(group, change, known);
  const alone = { group: before.group, alarms: { [change.name]: knownOf(change, undefined) } };
  const { incident, events } = begun(before.last === undefined ? alone : { ...alone, last: before.last });
  if (incident === undefined) return { group, events: [] };
  const over = { ...knownOf(change, undefined), state: 'OK', since: known.since } as const;
  const end = resolved(updated(incident, over, true));
  if (end === undefined) return undefined;
  const { openedAt, resolvedAt } = end;
  // Nobody was told of it: if there is more, that is no news of something known.
  const last = events.every((event) => event === 'reopened') ? endOf(end) : { openedAt, resolvedAt };
  return { group: { ...group, last: lastOf(before, last) }, incident: end, events: [...events, 'resolved'] };
}

/**
 * What a change of an alarm makes of its group. Changes may come twice, late and in any order, as an action or as an event or
 * both: undefined when it changes nothing.
 */
export function applyChange(before: AlarmGroup, change: AlarmChange): GroupChange | undefined {
  const was = before.alarms[change.name];
  const later = was === undefined ? 1 : order(change, was);
  if (was !== undefined && later < 0) return missed(before, change, was);
  if (was !== undefined && later === 0 && (was.acted || !change.acted)) return undefined;
  const known = knownOf(change, was);
  const group = { ...before, alarms: { ...before.alarms, [change.name]: known } };
  if (before.incident !== undefined) return continued(group, before.incident, known, later > 0);
  return begun(group);
}

/** The group when somebody has acknowledged its incident; undefined when none of that id is waiting for it. */
export function acknowledge(
  before: AlarmGroup,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): GroupChange | undefined {
  const was = before.incident;
  if (was?.id !== id || was.status !== 'open') return undefined;
  const timeline = withEntry(was.timeline, { type: 'acknowledged', at, by });
  const incident: Incident = { ...was, status: 'acknowledged', acknowledgedAt: at, acknowledgedBy: by, timeline };
  return { group: { ...before, incident }, incident, events: ['acknowledged'] };
}

/**
 * The group when somebody has the next contact told of its incident now; undefined when none of that id is there, or when it
 * has been done already.
 */
export function escalate(
  before: AlarmGroup,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): GroupChange | undefined {
  const was = before.incident;
  if (was?.id !== id || was.escalatedAt !== undefined) return undefined;
  const timeline = withEntry(was.timeline, { type: 'escalated', at, by });
  const incident: Incident = { ...was, escalatedAt: at, escalatedBy: by, timeline };
  return { group: { ...before, incident }, incident, events: ['escalated'] };
}
