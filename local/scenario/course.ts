import type { StateValue } from '../../monitoring/cloudwatch.ts';
import type { CloudWatch } from '../cloudwatch/create-cloudwatch.ts';

/** A change of an alarm's state, `at` milliseconds since the start. */
export type StateChange = {
  readonly alarm: string;
  readonly at: number;
  readonly state: StateValue;
  readonly reason: string;
};

/** An action that was run, by its ARN. */
export type ActionRun = { readonly alarm: string; readonly at: number; readonly action: string };

/** What one evaluation looked at, newest datapoint first. */
export type Evaluation = {
  readonly at: number;
  readonly range: NonNullable<ReturnType<CloudWatch['evaluationRange']>>;
};

/** What happened. */
export type Course = {
  readonly changes: readonly StateChange[];
  readonly actions: readonly ActionRun[];
  /** Of the alarm itself, and only when they were asked for. */
  readonly evaluations: readonly Evaluation[];
};

/** The change that gave an alarm the state it has at a time; undefined while it has the state it was made in. */
export function stateAt(changes: readonly StateChange[], alarm: string, at: number): StateChange | undefined {
  return changes.findLast((change) => change.alarm === alarm && change.at <= at);
}
