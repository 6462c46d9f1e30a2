import { type Channel, CONTACTS, type Contact } from '../channels/channel.ts';
import type { IncidentEvent } from './apply-change.ts';
import { nextBusinessTime } from './business-hours.ts';
import type { Incident } from './incident.ts';
import { incidentTitle, leadingAlarm } from './message.ts';
import type { NotificationRoutes } from './notification-routes.ts';
import type { Page, PageKind } from './page.ts';

const MINUTE = 60_000;

/** Which channels reach whom. */
export type Reachable = Readonly<Record<Contact, readonly Channel[]>>;

/** What decides about who is told when; `now` is epoch milliseconds. */
export type Planning = {
  readonly reachable: Reachable;
  readonly routes: NotificationRoutes;
  readonly now: number;
  /** Channels by which the first contact was told before the incident could be kept. */
  readonly told?: readonly Channel[];
};

/** Machines that follow an incident; people see who is at it where they look. */
const FOLLOWERS: readonly Channel[] = ['pagerDuty', 'webhook'];

type Turn = { readonly kind: PageKind; readonly contact: Contact; readonly at: number };

/**
 * So long an incident that is there again has to last until it is told anew: one whose alarms flicker, as those that look at
 * five minutes do with few requests, is over before.
 */
const REOPENING_DELAY = 5 * MINUTE;

function pagesOf(
  { id, severity, reopenings = 0 }: Incident,
  { kind, contact, at }: Turn,
  channels: readonly Channel[],
): Page[] {
  return channels.map((channel) => {
    const key = { about: id, kind, contact, channel, ...(reopenings > 0 && { reopening: reopenings }) };
    return { ...key, severity, status: 'due', turnAt: at, attempts: 0 };
  });
}

/** The first contact at once, and the next one when nobody acknowledges. */
function urgent(
  incident: Incident,
  kind: 'opened' | 'raised',
  { reachable, routes, now, told = [] }: Planning,
): Page[] {
  const escalation = now + routes.escalationMinutes * MINUTE;
  const first = pagesOf(incident, { kind, contact: 'first', at: now }, reachable.first);
  const said = { subject: incidentTitle(incident), body: leadingAlarm(incident)?.notices ?? '' };
  return [
    ...first.map(
      (page): Page => (told.includes(page.channel) ? { ...page, status: 'sent', sentAt: now, ...said } : page),
    ),
    ...pagesOf(incident, { kind: 'escalated', contact: 'next', at: escalation }, reachable.next),
  ];
}

function opening(incident: Incident, planning: Planning): Page[] {
  if (incident.severity === 'critical') return urgent(incident, 'opened', planning);
  const at = incident.openedAt + planning.routes.warningDelayMinutes * MINUTE;
  const turn = { kind: 'opened', contact: 'first', at: Math.max(at, planning.now) } as const;
  return pagesOf(incident, turn, planning.reachable.first);
}

/**
 * The first contact once it has lasted, and the next one when nobody acknowledges, or, if they were told before
 * (functions/lib/incidents/page-verdict.ts), together with the first. Whoever was told before it could be kept was told of an
 * incident by itself, and hears at once that it is this one.
 */
function reopening(incident: Incident, { reachable, routes, now, told = [] }: Planning): Page[] {
  const isCritical = incident.severity === 'critical';
  const delay = isCritical ? REOPENING_DELAY : Math.max(REOPENING_DELAY, routes.warningDelayMinutes * MINUTE);
  const at = Math.max((incident.reopenedAt ?? now) + delay, now);
  const escalation = at + routes.escalationMinutes * MINUTE;
  const again = CONTACTS.flatMap((contact) =>
    pagesOf(incident, { kind: 'reopened', contact, at }, reachable[contact]),
  ).map((page) => (page.contact === 'first' && told.includes(page.channel) ? { ...page, turnAt: now } : page));
  if (!isCritical) return again;
  return [...again, ...pagesOf(incident, { kind: 'escalated', contact: 'next', at: escalation }, reachable.next)];
}

/** For everybody; whoever was not told of the incident is not told of this either (functions/lib/incidents/page-verdict.ts). */
function following(
  incident: Incident,
  kind: PageKind,
  { reachable, now }: Planning,
  among: readonly Channel[],
): Page[] {
  return CONTACTS.flatMap((contact) => {
    const channels = reachable[contact].filter((channel) => among.includes(channel));
    return pagesOf(incident, { kind, contact, at: now }, channels);
  });
}

function isAcknowledgedAgain({ timeline }: Incident): boolean {
  return timeline.filter(({ type }) => type === 'acknowledged').length > 1;
}

/** Whoever is to be told of what became of an incident, and when. */
export function planPages(incident: Incident, events: readonly IncidentEvent[], planning: Planning): readonly Page[] {
  return events.flatMap((event) => {
    switch (event) {
      case 'opened':
        // It may be over already: then only whoever was told before is told that, too.
        return incident.status === 'resolved'
          ? urgent(incident, 'opened', planning).filter(({ status }) => status === 'sent')
          : opening(incident, planning);
      case 'reopened':
        return events.includes('raised') || incident.status === 'resolved' ? [] : reopening(incident, planning);
      case 'raised':
        // Whoever was told before it could be kept was told of an incident by itself, and could not acknowledge this one.
        return urgent(incident, 'raised', { ...planning, told: [] });
      case 'acknowledged':
        return isAcknowledgedAgain(incident) ? [] : following(incident, 'acknowledged', planning, FOLLOWERS);
      case 'resolved':
        return following(incident, 'resolved', planning, [...FOLLOWERS, 'email', 'slack']);
      default:
        return event satisfies never;
    }
  });
}

/** A notice goes to the first contact: at once, or, when it is news, in business hours. */
export function planNotice(
  { about, severity, ...told }: Pick<Page, 'about' | 'severity' | 'subject' | 'body' | 'alarm'>,
  { reachable, routes, now }: Planning,
): readonly Page[] {
  const turnAt = severity === 'info' ? nextBusinessTime(now, routes.businessHours) : now;
  return reachable.first.map((channel) => {
    const key = { about, kind: 'notice', contact: 'first', channel } as const;
    return { ...key, severity, status: 'due', turnAt, attempts: 0, ...told };
  });
}
