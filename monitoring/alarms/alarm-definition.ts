import type { ComparisonOperator, TreatMissingData } from '../cloudwatch.ts';
import type { MetricQuery } from '../metric-query.ts';
import type { Severity } from '../resources.ts';

/** An alarm: PutMetricAlarm's members in camelCase, and what a person needs to know of it. */
export type AlarmDefinition = {
  /** Last part of the physical alarm name. */
  readonly id: string;
  /** The name people use. */
  readonly title: string;
  readonly severity: Severity;
  readonly category: 'service' | 'SLO' | 'business' | 'telemetry';
  /** What the shop's users notice, one sentence. */
  readonly notices: string;
  /** Detected within this many minutes of the start of the fault. */
  readonly promiseMinutes: number;
  /** File name under monitoring/runbooks/. */
  readonly runbook: `${string}.md`;
  /** Faults (local/faults/) that raise it; none where only operations can. */
  readonly provenBy: readonly string[];
  /** Why this treatment of missing data. */
  readonly missingDataReason: string;
  /** How it behaves when hardly anybody shops, one sentence. */
  readonly lowTraffic: string;

  readonly metrics: readonly MetricQuery[];
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: TreatMissingData;
};
