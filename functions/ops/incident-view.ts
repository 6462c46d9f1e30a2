import { env } from '../lib/env.ts';
import type { Incident, TimelineEntry } from '../lib/incidents/incident.ts';
import { incidentTitle, leadingAlarm, linksOf } from '../lib/incidents/message.ts';
import type { Page } from '../lib/incidents/page.ts';
import { pageVerdict } from '../lib/incidents/page-verdict.ts';
import { pseudonym } from '../lib/pseudonym.ts';
import type * as told from './incident-responses.ts';

const iso = (at: number) => new Date(at).toISOString();

/** Who acknowledged, as anybody may know it. */
function person(by: string): string {
  return by.startsWith('contact:') ? `${by.slice('contact:'.length)} contact` : pseudonym(by);
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
  const { name, title, severity, state, reason, value, threshold, runbook } = rest;
  return {
    ...{ name, title, severity, state, since: iso(since), raisedAt: iso(raisedAt), reason },
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold }),
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
      return `Acknowledged by ${person(entry.by)}.`;
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

function telling({ kind, contact, channel, status, turnAt, sentAt, attempts, reason }: Page): told.Telling {
  const why = status === 'sent' || reason === undefined ? {} : { reason };
  return { kind, contact, channel, status, at: iso(sentAt ?? turnAt), attempts, ...why };
}

/** All that is told of an incident, at `now` (epoch milliseconds). */
export function incidentDetail(incident: Incident, pages: readonly Page[], now: number): told.IncidentDetail {
  const { stage, siteUrl: site, awsRegion: region } = env();
  const { reopenings = 0, reopenedAt } = incident;
  const timeline = incident.timeline.map((entry) => ({ at: iso(entry.at), type: entry.type, text: words(entry) }));
  return {
    ...incidentOverview(incident),
    reopenings,
    ...(reopenedAt === undefined ? {} : { reopenedAt: iso(reopenedAt) }),
    alarms: incident.alarms.map(alarm),
    timeline,
    told: pages.toSorted((a, b) => a.turnAt - b.turnAt).map((page) => telling(foreseen(page, incident, pages))),
    links: [...linksOf(incident, { stage, site, region }, now)],
  };
}
