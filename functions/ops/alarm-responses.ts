/** What /api/ops/alarms/{name} answers; instants are ISO 8601 strings. The console imports these types. */

import type { IncidentOverview } from './incident-responses.ts';
import type { Alarm, AlarmState, Mute } from './responses.ts';

/** A datapoint that CloudWatch looked at. */
export type EvidencePoint = {
  /** When its period began; absent where CloudWatch does not say. */
  at?: string;
  /** Absent where there was none. */
  value?: number;
  /** What it was held against: a threshold, or the ends of a band. */
  threshold?: number;
  lower?: number;
  upper?: number;
  breaching: boolean;
};

/** What decided about a state. */
export type Evidence = {
  /** One sentence. */
  words: string;
  /** When CloudWatch looked. */
  queriedAt?: string;
  /** Oldest first. */
  points: EvidencePoint[];
  /** Of a composite: the alarms that put it into its state. */
  triggers: { name: string; state: AlarmState; at: string }[];
};

export type AlarmDetail = {
  alarm: Alarm;
  evidence: Evidence;
  /** What keeps it from telling anybody now. */
  mute?: Mute;
  /** Incidents that it belongs to, newest first. */
  incidents: IncidentOverview[];
  /** Where to go on, for the time when it went into its state, or since then while it is in ALARM. */
  links: { label: string; url: string }[];
};

export type OneAlarm = AlarmDetail & { generatedAt: string };
