import type { JsonObject } from '../aws/json.ts';
import type { EventPattern } from './event-pattern.ts';
import type { RuleSchedule } from './rule-schedule.ts';
import type { TargetInput } from './target-input.ts';

export const RULE_STATES = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** A rule of the default event bus: the PutRule input it was made by, and what that means. */
export type Rule = {
  readonly name: string;
  readonly arn: string;
  readonly input: JsonObject;
  readonly state: RuleState;
  readonly matches: EventPattern | undefined;
  readonly schedule: RuleSchedule | undefined;
  /** When it was made; rates count from then (epoch milliseconds). */
  readonly created: number;
  readonly tags: Tags;
};

export type Tags = Readonly<Record<string, string>>;

/** The kinds of target that events are delivered to. */
export type TargetKind = 'lambda' | 'sqs' | 'sns' | 'logs';

/** How long a failing delivery is tried again. */
export type RetryPolicy = { readonly maximumRetryAttempts: number; readonly maximumEventAgeMs: number };

/** One target of a rule: its entry in PutTargets, and what that means. */
export type Target = {
  readonly id: string;
  readonly arn: string;
  readonly kind: TargetKind;
  readonly entry: JsonObject;
  readonly input: TargetInput;
  readonly retryPolicy: RetryPolicy;
  readonly deadLetterArn: string | undefined;
};
