import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { AlarmIdentity, Grounds, Incident } from './incident.ts';

/** An alarm went into a state, `at` epoch milliseconds. */
export type AlarmChange = AlarmIdentity &
  Grounds & {
    readonly group: string;
    readonly state: StateValue;
    readonly at: number;
    /** Whether the alarm's action says it: then nothing suppressed or muted it. */
    readonly acted: boolean;
  };

/** The last that is known of an alarm. */
export type KnownAlarm = AlarmIdentity &
  Grounds & {
    readonly state: StateValue;
    /** When it went into that state, epoch milliseconds. */
    readonly since: number;
    readonly acted: boolean;
    /** When it took its action, the latest times: what is heard late and is not among them is new. */
    readonly raised?: readonly number[];
  };

/** What is known of the alarms of a group, by their names. */
export type KnownAlarms = Readonly<Record<string, KnownAlarm>>;

/** The last incident of a group, from when to when it was, in epoch milliseconds. */
export type LastIncident = {
  readonly openedAt: number;
  readonly resolvedAt: number;
  /** All of it, so that it can be reopened; absent of one of which nobody was to be told. */
  readonly incident?: Incident;
};

/** A group of alarms with the incident that is open, if one is. */
export type AlarmGroup = {
  readonly group: string;
  readonly alarms: KnownAlarms;
  readonly incident?: Incident;
  readonly last?: LastIncident;
};
