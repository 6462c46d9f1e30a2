import { reachable } from '../lib/channels/directory.ts';
import { env } from '../lib/env.ts';
import type { Incident, TimelineEntry } from '../lib/incidents/incident.ts';
import { incidentTitle, leadingAlarm, linksOf } from '../lib/incidents/message.ts';
import type { Note } from '../lib/incidents/notes.ts';
import type { Page } from '../lib/incidents/page.ts';
import { pageVerdict } from '../lib/incidents/page-verdict.ts';
import { pseudonym } from '../lib/pseudonym.ts';
import type * as told from './incident-responses.ts';

const iso = (at: number) => new Date(at).toISOString();

/** Who acknowledged, as anybody may know it. */
function person(by: string): string {
  return by.startsWith('contact:') ? `${by.slice('contact:'.length)} contact` : pseudonym(by);
}

/** The same in a sentence: who it was is for the audit log. */
function role(by: string): string {
  return by.startsWith('contact:') ? `the ${person(by)}` : 'an administrator';
}

/** An incident as it is listed. */
export function incidentOverview(incident: Incident): told.IncidentOverview {
  const { id, group, severity, status, openedAt, acknowledgedAt, acknowledgedBy, resolvedAt } = incident;
  return {
    ...{ id, title: incidentTitle(incident), notices: leadingAlarm(incident)?.notices ?? '' },
    ...{ group, severity, status, openedAt: iso(openedAt) },
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt: iso(acknowledgedAt) }),
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy: person(acknowledgedBy) }),
    ...(resolvedAt === undefined ? {} : { resolvedAt: iso(resolvedAt) }),
  };
}

function alarm({ since, raisedAt, ...rest }: Incident['alarms'][number]): told.IncidentAlarm {
  const { name, title, severity, state, reason, value, threshold, label, runbook } = rest;
  return {
    ...{ name, title, severity, state, since: iso(since), raisedAt: iso(raisedAt), reason },
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(label === undefined ? {} : { label }),
    ...(runbook === undefined ? {} : { runbook }),
  };
}

function words(entry: TimelineEntry): string {
  switch (entry.type) {
    case 'opened':
      return `The incident opened, ${entry.severity}.`;
    case 'alarm':
      return `${entry.title} went into ${entry.state}.`;
    case 'raised':
      return `It became ${entry.severity}.`;
    case 'acknowledged':
      return `Acknowledged by ${role(entry.by)}.`;
    case 'escalated':
      return `The next contact is told, as ${role(entry.by)} asked for.`;
    case 'resolved':
      return 'Every alarm was over.';
    case 'reopened':
      return 'It was there again.';
    default:
      return entry satisfies never;
  }
}

/** The page as it will be in its turn when it is sure already that it is not to be sent. */
function foreseen(page: Page, incident: Incident, all: readonly Page[]): Page {
  if (page.status !== 'due') return page;
  const verdict = pageVerdict(page, incident, all);
  return verdict.do === 'cancel' ? { ...page, status: 'cancelled', reason: verdict.why } : page;
}

function telling({
  kind,
  contact,
  channel,
  reopening = 0,
  status,
  turnAt,
  sentAt,
  attempts,
  reason,
}: Page): told.Telling {
  const why = status === 'sent' || reason === undefined ? {} : { reason };
  return { kind, contact, channel, reopening, status, at: iso(sentAt ?? turnAt), attempts, ...why };
}

function stepOf(entry: TimelineEntry): told.IncidentStep {
  const by = 'by' in entry ? { by: person(entry.by) } : {};
  return { at: iso(entry.at), type: entry.type, text: words(entry), ...by };
}

const noteStep = ({ at, by, text }: Note): told.IncidentStep => ({ at: iso(at), type: 'note', text, by: person(by) });

/** The course of an incident with what people wrote of it, oldest first. */
function course({ timeline }: Incident, notes: readonly Note[]): told.IncidentStep[] {
  return [...timeline.map(stepOf), ...notes.map(noteStep)].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Whether the next contact can be told of an incident, which its pages say; `isReachable` is whether a channel reaches them. */
export function escalationOf(
  { status, escalatedAt, reopenings = 0 }: Incident,
  pages: readonly Page[],
  isReachable: boolean,
): told.IncidentDetail['escalation'] {
  if (status === 'resolved') return 'over';
  const toldNext = pages.some(
    (page) =>
      page.contact === 'next' &&
      (page.kind === 'escalated' || page.kind === 'reopened') &&
      (page.reopening ?? 0) === reopenings &&
      (page.status === 'sent' || page.status === 'sending'),
  );
  if (escalatedAt !== undefined || toldNext) return 'done';
  return isReachable ? 'possible' : 'nobody';
}

/** What is kept of an incident besides itself. */
type Kept = { readonly pages: readonly Page[]; readonly notes: readonly Note[] };

/** All that is told of an incident, at `now` (epoch milliseconds). */
export function incidentDetail(incident: Incident, { pages, notes }: Kept, now: number): told.IncidentDetail {
  const { stage, siteUrl: site, awsRegion: region } = env();
  const { reopenings = 0, reopenedAt } = incident;
  return {
    ...incidentOverview(incident),
    reopenings,
    ...(reopenedAt === undefined ? {} : { reopenedAt: iso(reopenedAt) }),
    alarms: incident.alarms.map(alarm),
    timeline: course(incident, notes),
    told: pages.toSorted((a, b) => a.turnAt - b.turnAt).map((page) => telling(foreseen(page, incident, pages))),
    escalation: escalationOf(incident, pages, reachable().next.length > 0),
    links: [...linksOf(incident, { stage, site, region }, now)],
  };
}
