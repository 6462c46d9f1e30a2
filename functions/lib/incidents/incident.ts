import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { Severity } from '../../../monitoring/resources.ts';

/** Where an incident is: nobody is at it yet, somebody is, or all of its alarms are over. */
export const INCIDENT_STATUSES = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** What an alarm is, as its description says. */
export type AlarmIdentity = {
  /** Its physical name. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  /** What the shop's users notice, one sentence. */
  readonly notices: string;
  /** File name under monitoring/runbooks/. */
  readonly runbook?: string;
};

/** Why CloudWatch put an alarm into its state. */
export type Grounds = {
  /** CloudWatch's words. */
  readonly reason: string;
  /** The datapoint that decided; absent of a composite alarm. */
  readonly value?: number;
  readonly threshold?: number;
  /** What the value is, with its unit, such as `Error rate (%)`. */
  readonly label?: string;
};

/** An alarm of an incident; times in epoch milliseconds. */
export type IncidentAlarm = AlarmIdentity &
  Grounds & {
    readonly state: StateValue;
    /** When it went into that state. */
    readonly since: number;
    /** When it was last raised: the grounds are of then. */
    readonly raisedAt: number;
    /** Whether it took its action, so that it may have people told: nothing suppressed or muted it. */
    readonly acted: boolean;
  };

/** What happened in the course of an incident; times in epoch milliseconds. */
export type TimelineEntry = { readonly at: number } & (
  | { readonly type: 'opened'; readonly severity: Severity }
  | { readonly type: 'alarm'; readonly alarm: string; readonly title: string; readonly state: StateValue }
  | { readonly type: 'raised'; readonly severity: Severity }
  | { readonly type: 'acknowledged'; readonly by: string }
  | { readonly type: 'escalated'; readonly by: string }
  | { readonly type: 'resolved' }
  | { readonly type: 'reopened' }
);

/** Alarms of one group that are raised at the same time: one failure, one incident. */
export type Incident = {
  /** `inc_` and a ULID of the time when it opened. */
  readonly id: string;
  readonly group: string;
  /** The worst that there was. */
  readonly severity: Severity;
  readonly status: IncidentStatus;
  readonly openedAt: number;
  readonly acknowledgedAt?: number;
  /** A user's id, or `contact:first` or `contact:next` for whoever used a signed link. */
  readonly acknowledgedBy?: string;
  /** When somebody had the next contact told, since it was last reopened. */
  readonly escalatedAt?: number;
  /** A user's id. */
  readonly escalatedBy?: string;
  readonly resolvedAt?: number;
  /** How often it was there again soon after it was over; absent when it never was. */
  readonly reopenings?: number;
  /** When it was, the last time. */
  readonly reopenedAt?: number;
  /** The order in which they were raised. */
  readonly alarms: readonly IncidentAlarm[];
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
};
