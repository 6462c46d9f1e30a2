import type { ComparisonOperator, StateValue, TreatMissingData } from '../../../monitoring/cloudwatch.ts';
import type { MetricSource } from '../queries/metric-data-query.ts';
import type { QueryPlan } from '../queries/query-plan.ts';

/** The operators that compare with a fixed threshold; the others need an anomaly detection band. */
export type StaticOperator = Extract<ComparisonOperator, `${string}ToThreshold` | `${'Greater' | 'Less'}ThanThreshold`>;

/** What decides an alarm's state: M (`datapointsToAlarm`) out of the last N (`evaluationPeriods`) datapoints against the threshold. */
export type EvaluationRule = {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** Whether PutMetricAlarm named M: the state reason is worded by it. */
  readonly namesDatapointsToAlarm: boolean;
  readonly threshold: number;
  readonly comparisonOperator: StaticOperator;
  readonly treatMissingData: TreatMissingData;
};

/** What an alarm watches: one metric, or the one series that a set of queries returns. */
export type AlarmSubject =
  | { readonly kind: 'metric'; readonly metric: MetricSource }
  | { readonly kind: 'math'; readonly plan: QueryPlan; readonly returned: string };

/** A metric alarm as PutMetricAlarm defined it; the period in milliseconds. */
export type AlarmDefinition = {
  readonly name: string;
  readonly description?: string;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<StateValue, readonly string[]>>;
  readonly subject: AlarmSubject;
  readonly period: number;
  readonly rule: EvaluationRule;
  /** Set when an evaluation with few samples keeps the state (`EvaluateLowSampleCountPercentile: ignore`). */
  readonly ignoreLowSamples: boolean;
};

/** An alarm's state, why it has it, and since when (epoch milliseconds). */
export type AlarmState = {
  readonly value: StateValue;
  readonly reason: string;
  readonly reasonData?: string;
  readonly updated: number;
  readonly transitioned: number;
};
