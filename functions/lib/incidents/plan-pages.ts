import { type Channel, CONTACTS, type Contact } from '../channels/channel.ts';
import type { IncidentEvent } from './apply-change.ts';
import { nextBusinessTime } from './business-hours.ts';
import type { Incident } from './incident.ts';
import { incidentTitle, leadingAlarm } from './message.ts';
import type { NotificationRoutes } from './notification-routes.ts';
import type { Page, PageKind, Told } from './page.ts';

const MINUTE = 60_000;

/** Which channels reach whom. */
export type Reachable = Readonly<Record<Contact, readonly Channel[]>>;

/** What decides about who is told when; `now` is epoch milliseconds. */
export type Planning = {
  readonly reachable: Reachable;
  readonly routes: NotificationRoutes;
  readonly now: number;
  /** Who was told before the incident could be kept. */
  readonly told?: readonly Told[];
};

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

/** When whoever was told before an incident could be kept was: the earliest time; `now` when nobody was. */
function firstTold({ told = [], now }: Planning): number {
  return Math.min(now, ...told.map(({ at }) => at));
}

/** When the next contact is told: so long after the first was, and not in the past. */
function escalationAt(planning: Planning): number {
  return Math.max(firstTold(planning) + planning.routes.escalationMinutes * MINUTE, planning.now);
}

/** The page, as it is once its contact was told of it. */
function sentIfTold(page: Page, incident: Incident, { told = [] }: Planning): Page {
  const { contact, channel } = page;
  const telling = told.find((each) => each.contact === contact && each.channel === channel);
  if (telling === undefined) return page;
  const said = { subject: incidentTitle(incident), body: leadingAlarm(incident)?.notices ?? '' };
  return { ...page, status: 'sent', turnAt: telling.at, sentAt: telling.at, attempts: 1, ...said };
}

/** The first contact at once, and the next one when nobody acknowledges. */
function urgent(incident: Incident, kind: 'opened' | 'raised', planning: Planning): Page[] {
  const { reachable, now } = planning;
  return [
    ...pagesOf(incident, { kind, contact: 'first', at: now }, reachable.first),
    ...pagesOf(incident, { kind: 'escalated', contact: 'next', at: escalationAt(planning) }, reachable.next),
  ];
}

/** The same, without whoever was told already. */
function urgentOpening(incident: Incident, planning: Planning): Page[] {
  return urgent(incident, 'opened', planning).map((page) => sentIfTold(page, incident, planning));
}

function opening(incident: Incident, planning: Planning): Page[] {
  if (incident.severity === 'critical') return urgentOpening(incident, planning);
  const at = incident.openedAt + planning.routes.warningDelayMinutes * MINUTE;
  const turn = { kind: 'opened', contact: 'first', at: Math.max(at, planning.now) } as const;
  return pagesOf(incident, turn, planning.reachable.first);
}

/**
 * The first contact once it has lasted, and the next one when nobody acknowledges, or, if they were told before
 * (functions/lib/incidents/page-verdict.ts), together with the first. Whoever was told before it could be kept was told of an
 * incident by itself, and hears at once that it is this one.
 */
function reopening(incident: Incident, planning: Planning): Page[] {
  const { reachable, routes, now, told = [] } = planning;
  const isCritical = incident.severity === 'critical';
  const delay = isCritical ? REOPENING_DELAY : Math.max(REOPENING_DELAY, routes.warningDelayMinutes * MINUTE);
  const at = Math.max((incident.reopenedAt ?? now) + delay, now);
  // Not before they are told with the first: whoever was is not told that nobody is at it.
  const escalation =
    told.length === 0 ? at + routes.escalationMinutes * MINUTE : Math.max(escalationAt(planning), at + MINUTE);
  const toldFirst = told.flatMap(({ contact, channel }) => (contact === 'first' ? [channel] : []));
  const again = CONTACTS.flatMap((contact) =>
    pagesOf(incident, { kind: 'reopened', contact, at }, reachable[contact]),
  ).map((page) => (page.contact === 'first' && toldFirst.includes(page.channel) ? { ...page, turnAt: now } : page));
  if (!isCritical) return again;
  return [...again, ...pagesOf(incident, { kind: 'escalated', contact: 'next', at: escalation }, reachable.next)];
}

/** For everybody; whoever was not told of the incident is not told of this either (functions/lib/incidents/page-verdict.ts). */
function following(incident: Incident, kind: PageKind, { reachable, now }: Planning): Page[] {
  return CONTACTS.flatMap((contact) => pagesOf(incident, { kind, contact, at: now }, reachable[contact]));
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
          ? urgentOpening(incident, planning).filter(({ status }) => status === 'sent')
          : opening(incident, planning);
      case 'reopened':
        return events.includes('raised') || incident.status === 'resolved' ? [] : reopening(incident, planning);
      case 'raised':
        // Whoever was told before it could be kept was told of an incident by itself, and could not acknowledge this one.
        return urgent(incident, 'raised', planning);
      case 'escalated':
        return pagesOf(incident, { kind: 'called', contact: 'next', at: planning.now }, planning.reachable.next);
      case 'acknowledged':
        return isAcknowledgedAgain(incident) ? [] : following(incident, 'acknowledged', planning);
      case 'resolved':
        return following(incident, 'resolved', planning);
      default:
        return event satisfies never;
    }
  });
}

/** A notice goes to the first contact: at once, or, when it is news that can wait, in business hours. */
export function planNotice(
  { about, severity, ...told }: Pick<Page, 'about' | 'severity' | 'subject' | 'body' | 'alarm'>,
  atOnce: boolean,
  { reachable, routes, now }: Planning,
): readonly Page[] {
  const turnAt = severity === 'info' && !atOnce ? nextBusinessTime(now, routes.businessHours) : now;
  return reachable.first.map((channel) => {
    const key = { about, kind: 'notice', contact: 'first', channel } as const;
    return { ...key, severity, status: 'due', turnAt, attempts: 0, ...told };
  });
}
