import type { ComparisonOperator, StateValue, TreatMissingData } from '../../../monitoring/cloudwatch.ts';
import type { MetricSource } from '../queries/metric-data-query.ts';
import type { QueryPlan } from '../queries/query-plan.ts';
import type { EvaluationWindow } from './evaluation-window.ts';

/** The operators that compare with a fixed threshold. */
export type StaticOperator = Extract<ComparisonOperator, `${string}ToThreshold` | `${'Greater' | 'Less'}ThanThreshold`>;

/** The operators that compare with an anomaly detection band. */
export type BandOperator = Exclude<ComparisonOperator, StaticOperator>;

/** What decides an alarm's state: M (`datapointsToAlarm`) out of the last N (`evaluationPeriods`) datapoints against the threshold or the band. */
export type EvaluationRule = {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** Whether PutMetricAlarm named M: the state reason is worded by it. */
  readonly namesDatapointsToAlarm: boolean;
  readonly treatMissingData: TreatMissingData;
} & (
  | { readonly comparisonOperator: StaticOperator; readonly threshold: number }
  | { readonly comparisonOperator: BandOperator; readonly threshold?: never }
);

/**
 * What an alarm watches: one metric, the one series that a set of queries returns, or (`band`) the series `watched` against
 * the series of the band `band`, which the same set of queries returns.
 */
export type AlarmSubject =
  | { readonly kind: 'metric'; readonly metric: MetricSource }
  | { readonly kind: 'math'; readonly plan: QueryPlan; readonly returned: string }
  | { readonly kind: 'band'; readonly plan: QueryPlan; readonly watched: string; readonly band: string };

/** PutMetricAlarm's WarmUpConfiguration; the duration in milliseconds, `whole` when data does not end it early. */
export type WarmUp = { readonly duration: number; readonly whole: boolean };

/** A metric alarm as PutMetricAlarm defined it; the period in milliseconds. */
export type AlarmDefinition = {
  readonly name: string;
  readonly description?: string;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<StateValue, readonly string[]>>;
  readonly subject: AlarmSubject;
  readonly period: number;
  readonly rule: EvaluationRule;
  readonly window: EvaluationWindow;
  readonly warmUp?: WarmUp;
  /** Set when an evaluation with few samples keeps the state (`EvaluateLowSampleCountPercentile: ignore`). */
  readonly ignoreLowSamples: boolean;
};

export const EVALUATION_STATES = ['PARTIAL_DATA', 'EVALUATION_ERROR', 'EVALUATION_FAILURE', 'IN_WARM_UP'] as const;
/** What stands in the way of an alarm's evaluation, as DescribeAlarms tells it. */
export type EvaluationState = (typeof EVALUATION_STATES)[number];

/** An alarm's state, why it has it, and since when (epoch milliseconds). */
export type AlarmState = {
  readonly value: StateValue;
  readonly reason: string;
  readonly reasonData?: string;
  readonly evaluationState?: EvaluationState;
  readonly updated: number;
  readonly transitioned: number;
};
