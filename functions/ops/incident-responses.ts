/** What /api/ops/incidents answers; instants are ISO 8601 strings. The console imports these types. */

import type { StateValue } from '../../monitoring/cloudwatch.ts';
import type { Severity } from '../../monitoring/resources.ts';
import type { Channel, Contact } from '../lib/channels/channel.ts';
import type { IncidentStatus } from '../lib/incidents/incident.ts';
import type { PageKind, PageStatus } from '../lib/incidents/page.ts';

export type IncidentOverview = {
  id: string;
  title: string;
  /** What the shop's users notice. */
  notices: string;
  group: string;
  severity: Severity;
  status: IncidentStatus;
  openedAt: string;
  acknowledgedAt?: string;
  /** A user's pseudonym, or `first contact` or `next contact` for whoever used a link. */
  acknowledgedBy?: string;
  resolvedAt?: string;
};

export type Incidents = {
  generatedAt: string;
  /** Those that are not over: the most severe first, then the newest. */
  open: IncidentOverview[];
  /** All of them, newest first. */
  incidents: IncidentOverview[];
  nextCursor: string | null;
};

export type IncidentAlarm = {
  name: string;
  title: string;
  severity: Severity;
  state: StateValue;
  /** When it went into that state. */
  since: string;
  /** When it was last raised: reason, value and threshold are of then. */
  raisedAt: string;
  reason: string;
  value?: number;
  threshold?: number;
  /** What the value is. */
  label?: string;
  runbook?: string;
};

/** What a step of an incident's course may be. */
export const STEP_TYPES = [
  'opened',
  'alarm',
  'raised',
  'acknowledged',
  'escalated',
  'resolved',
  'reopened',
  'note',
] as const;

export type IncidentStep = {
  at: string;
  type: (typeof STEP_TYPES)[number];
  /** One sentence; of a note, what it says. */
  text: string;
  /** Whoever did it, if it was a person: a user's pseudonym, `first contact` or `next contact`. */
  by?: string;
};

/** What one contact was, or is to be, told by one channel. */
export type Telling = {
  kind: PageKind;
  contact: Contact;
  channel: Channel;
  /** After how many reopenings of the incident. */
  reopening: number;
  status: PageStatus;
  /** When it was told, or is to be told next. */
  at: string;
  attempts: number;
  reason?: string;
};

export type IncidentDetail = IncidentOverview & {
  /** How often it was there again soon after it was over. */
  reopenings: number;
  /** When it was, the last time. */
  reopenedAt?: string;
  alarms: IncidentAlarm[];
  timeline: IncidentStep[];
  told: Telling[];
  /** Whether the next contact can be told of it now, was told, or is reached by no channel. */
  escalation: 'possible' | 'done' | 'nobody' | 'over';
  /** Where to go on, for the time of the incident. */
  links: { label: string; url: string }[];
};

export type OneIncident = { generatedAt: string; incident: IncidentDetail };
