import type { Severity } from '../../../monitoring/resources.ts';
import type { Channel, Contact } from '../channels/channel.ts';
import type { IncidentAlarm } from './incident.ts';

/**
 * What a contact is told: of an incident that opened, is there again, got worse, was not acknowledged, for which somebody asks
 * for help, that was acknowledged, or is over; or a notice.
 */
export const PAGE_KINDS = [
  'opened',
  'reopened',
  'raised',
  'escalated',
  'called',
  'acknowledged',
  'resolved',
  'notice',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Where a page is; one that is being sent is sent by nobody else until its turn comes again. */
export const PAGE_STATUSES = ['due', 'sending', 'sent', 'cancelled', 'failed'] as const;
export type PageStatus = (typeof PAGE_STATUSES)[number];

/** An alarm that is news when it is raised. */
export type NewsAlarm = IncidentAlarm & { readonly group: string };

/** What makes a page the one that it is: there is never a second one of the same. */
export type PageKey = {
  /** Id of the incident, or of the notice. */
  readonly about: string;
  readonly kind: PageKind;
  readonly contact: Contact;
  readonly channel: Channel;
  /** After how many reopenings of the incident; none unless given. */
  readonly reopening?: number;
};

/** That a contact was told by a channel without a page, as none could be kept; `at` epoch milliseconds. */
export type Told = Pick<PageKey, 'contact' | 'channel'> & { readonly at: number };

/** A page; times in epoch milliseconds. */
export type Page = PageKey & {
  readonly severity: Severity;
  readonly status: PageStatus;
  /** When something is to be done about it, or, once nothing is, when it was. */
  readonly turnAt: number;
  readonly attempts: number;
  /** Whether an attempt got no answer: it may have reached the contact. */
  readonly uncertain?: boolean;
  readonly sentAt?: number;
  /** Why the last attempt failed, or why it was not sent. */
  readonly reason?: string;
  /** What a notice says; of an incident it is made when it is sent. */
  readonly subject?: string;
  readonly body?: string;
  /** The alarm whose news the notice is; absent when it is no alarm's. */
  readonly alarm?: NewsAlarm;
};
