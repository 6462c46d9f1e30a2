import type { Incident, KnownAlarm } from './incident.ts';

/** What is known of the alarms of a group, by their names. */
export type KnownAlarms = Readonly<Record<string, KnownAlarm>>;

/** A group of alarms with the incident that is open, if one is. */
export type AlarmGroup = {
  readonly group: string;
  readonly alarms: KnownAlarms;
  readonly incident?: Incident;
  /** When the last incident was over, epoch milliseconds. */
  readonly lastResolvedAt?: number;
};
