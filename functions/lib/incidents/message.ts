import { shownIn } from '../../../monitoring/cloudwatch-dashboards/shown-in.ts';
import { FUNCTION_IDS, type Severity } from '../../../monitoring/resources.ts';
import { acknowledgeUrl } from './acknowledge-link.ts';
import { awsDashboard, awsLogs, awsTraces } from './aws-links.ts';
import type { Incident, IncidentAlarm } from './incident.ts';
import type { Page, PageKey, PageKind } from './page.ts';
import { ERRORS_FILTER, ERRORS_QUERY, whereToLook } from './where-to-look.ts';

/** What a contact is told, the same for every channel; texts are plain. */
export type Message = {
  /** The page's id: the same however often it is sent. */
  readonly id: string;
  readonly about: string;
  readonly kind: PageKind;
  readonly severity: Severity;
  /** One line. */
  readonly subject: string;
  /** What users notice, or what the notice says. */
  readonly text: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** Absent where there is nothing to acknowledge. */
  readonly acknowledgeUrl?: string;
  readonly incident?: Incident;
  /** When it was made, epoch milliseconds. */
  readonly at: number;
};

/** Of whom and where the message is. */
export type Sender = {
  readonly stage: string;
  readonly site: URL;
  readonly linkKey: string;
  /** The AWS region whose console shows more; absent where there is none. */
  readonly region?: string | undefined;
};

const MINUTE = 60_000;
const BEFORE = 15 * MINUTE;
const AFTER = 5 * MINUTE;

/** A page's id, of its key's parts. */
export function pageId({ about, kind, contact, channel, reopening = 0 }: PageKey): string {
  return [about, kind, contact, channel, ...(reopening > 0 ? [reopening] : [])].join('/');
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { critical: 'CRITICAL', warning: 'WARNING', info: 'INFO' };

/** The alarm that stands for the incident: of the worst that took their action, the first. */
export function leadingAlarm({ alarms, severity }: Pick<Incident, 'alarms' | 'severity'>): IncidentAlarm | undefined {
  const acted = alarms.filter(({ acted }) => acted);
  return acted.find((alarm) => alarm.severity === severity) ?? acted[0] ?? alarms[0];
}

/** The incident's name: that of the alarm that stands for it. */
export function incidentTitle(incident: Pick<Incident, 'alarms' | 'severity'>): string {
  return leadingAlarm(incident)?.title ?? 'Incident';
}

function subjectOf(kind: PageKind, incident: Incident, stage: string): string {
  const title = incidentTitle(incident);
  const words = SEVERITY_WORDS[incident.severity];
  switch (kind) {
    case 'opened':
    case 'notice':
      return `${words}: ${title} (${stage})`;
    case 'reopened':
      return `Again ${words}: ${title} (${stage})`;
    case 'raised':
      return `Now ${words}: ${title} (${stage})`;
    case 'escalated':
      return `Not acknowledged, ${words}: ${title} (${stage})`;
    case 'called':
      return `Needed, ${words}: ${title} (${stage})`;
    case 'acknowledged':
      return `Acknowledged: ${title} (${stage})`;
    case 'resolved':
      return `Resolved: ${title} (${stage})`;
    default:
      return kind satisfies never;
  }
}

/** `2026-11-21 09:00 UTC`. */
export function instant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function duration(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE));
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);

/** What an alarm saw when it was raised; a composite alarm saw others, which tell for themselves. */
function measured({ state, value, threshold, reason, label }: IncidentAlarm): string {
  // Why it was raised is no fault any more once it is over, but what it saw tells how bad it was.
  if (value === undefined) return reason.startsWith('arn:') || state === 'OK' ? '' : `: ${reason}`;
  const what = label === undefined ? '' : `${label} `;
  const was = state === 'ALARM' ? rounded(value) : `was ${rounded(value)} when raised`;
  return `: ${what}${was}${threshold === undefined ? '' : `, threshold ${rounded(threshold)}`}`;
}

const STATE_WORDS = { ALARM: 'in alarm', OK: 'over', INSUFFICIENT_DATA: 'without data' } as const;

function alarmFact(alarm: IncidentAlarm): { name: string; value: string } {
  return { name: alarm.title, value: `${STATE_WORDS[alarm.state]} since ${instant(alarm.since)}${measured(alarm)}` };
}

/** The most alarms that a message lists: with what else it tells of the incident, Slack takes no more. */
const LISTED = 6;

/** How long it has lasted, gaps that were too short to be told of included. */
function sinceOf({ openedAt, resolvedAt, reopenings = 0, reopenedAt = openedAt }: Incident, now: number): string {
  const since = `${instant(openedAt)} (${duration((resolvedAt ?? now) - openedAt)})`;
  const times = reopenings === 1 ? 'once' : `${reopenings} times`;
  return reopenings === 0 ? since : `${since}, reopened ${times}, last at ${instant(reopenedAt)}`;
}

function factsOf(incident: Incident, now: number): Message['facts'] {
  const { resolvedAt, acknowledgedBy, alarms } = incident;
  const rest = alarms.length - LISTED;
  return [
    { name: 'Since', value: sinceOf(incident, now) },
    ...(resolvedAt === undefined ? [] : [{ name: 'Until', value: instant(resolvedAt) }]),
    ...(acknowledgedBy === undefined ? [] : [{ name: 'Acknowledged', value: instant(incident.acknowledgedAt ?? now) }]),
    ...alarms.slice(0, LISTED).map(alarmFact),
    ...(rest > 0 ? [{ name: 'And', value: `${rest} more ${rest === 1 ? 'alarm' : 'alarms'}` }] : []),
  ];
}

function consoleUrl(site: URL, path: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(path, site);
  url.search = new URLSearchParams(query).toString();
  return url.href;
}

/** What says where to look for an incident, or an alarm, and for which time. */
type Looked = Pick<Incident, 'group' | 'severity' | 'openedAt' | 'resolvedAt' | 'alarms'>;

/** Where to go on, each for the time of the incident: in the console and, on AWS, in its services, too. */
export function linksOf(
  incident: Looked,
  { stage, site, region }: Omit<Sender, 'linkKey'>,
  now: number,
): Message['links'] {
  const { dashboard, functions, traces } = whereToLook(incident.group);
  const lead = leadingAlarm(incident);
  const range = { from: incident.openedAt - BEFORE, to: Math.min(now, (incident.resolvedAt ?? now) + AFTER) };
  const query = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
  const view = region === undefined ? undefined : { region, stage, ...range };
  const scope = functions.length < FUNCTION_IDS.length ? { functions: functions.join(',') } : {};
  const logs = { ...query, ...scope, filter: ERRORS_FILTER };
  return [
    ...(lead?.runbook
      ? [{ label: 'Runbook', url: new URL(`/ops/runbooks/${lead.runbook.replace(/\.md$/, '')}`, site).href }]
      : []),
    { label: 'Dashboard', url: consoleUrl(site, `/ops/dashboards/${dashboard}`, query) },
    { label: 'Logs', url: consoleUrl(site, '/ops/logs', logs) },
    { label: 'Traces', url: consoleUrl(site, '/ops/traces', { ...query, filter: traces }) },
    ...(view === undefined
      ? []
      : [
          { label: 'CloudWatch dashboard', url: awsDashboard(view, shownIn(dashboard)) },
          { label: 'Logs Insights', url: awsLogs(view, functions, ERRORS_QUERY) },
          { label: 'X-Ray traces', url: awsTraces(view, `annotation.stage = "${stage}" AND (${traces})`) },
        ]),
  ];
}

/** Who is at an incident; nobody is named. */
function whoIsAtIt({ acknowledgedBy = '' }: Incident): string {
  if (!acknowledgedBy.startsWith('contact:')) return 'Somebody is at it.';
  return `The ${acknowledgedBy.slice('contact:'.length)} contact is at it.`;
}

type Said = Pick<Message, 'text' | 'facts' | 'links'>;

/** All that is known of an incident; only who is at it for those who know the rest. */
function saidOf(kind: PageKind, incident: Incident, sender: Sender, now: number): Said {
  const link = { label: 'Incident', url: new URL(`/ops/incidents/${incident.id}`, sender.site).href };
  const facts = factsOf(incident, now);
  if (kind === 'acknowledged')
    return {
      text: whoIsAtIt(incident),
      facts: facts.filter(({ name }) => name === 'Since' || name === 'Acknowledged'),
      links: [link],
    };
  const text = leadingAlarm(incident)?.notices ?? '';
  return { text, facts, links: [link, ...linksOf(incident, sender, now)] };
}

/** What is told of an incident, at `now` (epoch milliseconds). */
export function incidentMessage(page: PageKey, incident: Incident, sender: Sender, now: number): Message {
  const { stage, site, linkKey } = sender;
  const isOpen = incident.status === 'open';
  return {
    ...{ id: pageId(page), about: incident.id, kind: page.kind, severity: incident.severity },
    subject: subjectOf(page.kind, incident, stage),
    ...saidOf(page.kind, incident, sender, now),
    ...(isOpen ? { acknowledgeUrl: acknowledgeUrl(site, incident.id, page.contact, linkKey) } : {}),
    ...{ incident, at: now },
  };
}

/** What an alarm that is news saw, and where to go on for the time when it was raised. */
function newsOf({ alarm }: NoticePage, sender: Sender, now: number): Pick<Message, 'facts' | 'links'> {
  if (alarm === undefined) return { facts: [], links: [] };
  const { group, since, severity } = alarm;
  const looked = { group, severity, openedAt: since, resolvedAt: since, alarms: [alarm] };
  return { facts: [alarmFact(alarm)], links: linksOf(looked, sender, now) };
}

type NoticePage = PageKey & Pick<Page, 'severity' | 'subject' | 'body' | 'alarm'>;

/** What a notice tells, at `now` (epoch milliseconds). */
export function noticeMessage(page: NoticePage, sender: Sender, now: number): Message {
  const { about, kind, severity, subject = 'Notice', body = '' } = page;
  return {
    ...{ id: pageId(page), about, kind, severity, text: body, ...newsOf(page, sender, now), at: now },
    subject: `${subject} (${sender.stage})`,
  };
}
