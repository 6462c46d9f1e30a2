import type { ComparisonOperator, TreatMissingData } from '../cloudwatch.ts';
import type { FaultName } from '../fault-names.ts';
import type { MetricQuery } from '../metric-query.ts';
import type { Severity } from '../resources.ts';
import type { IncidentGroup } from './incident-groups.ts';

/** What an alarm is about. */
export type AlarmCategory = 'service' | 'SLO' | 'business' | 'delivery' | 'telemetry' | 'cost' | 'info';

/** How an alarm behaves where hardly anybody shops: a sentence for each rate of requests a minute, the probe's own left out. */
export type LowTraffic = { readonly none: string; readonly one: string; readonly ten: string };

/** What people need to know of an alarm, whether it looks at metrics or at other alarms. */
export type AlarmFacts = {
  /** Last part of the physical alarm name. */
  readonly id: string;
  /** The name people use. */
  readonly title: string;
  readonly severity: Severity;
  readonly category: AlarmCategory;
  /** What it is part of: alarms of one group that are raised together are one incident. */
  readonly group: IncidentGroup;
  /** What the shop's users notice, one sentence. */
  readonly notices: string;
  /** Detected within this many minutes of the start of the fault. */
  readonly promiseMinutes: number;
  /** File name under monitoring/runbooks/. */
  readonly runbook: `${string}.md`;
  /** Faults (local/faults/) that raise it, each in its drill. */
  readonly provenBy: readonly FaultName[];
  /** Why no drill can raise it, so that its scenarios must do; only where `provenBy` is empty. */
  readonly undrilled?: string;
};

/** An alarm on metrics: PutMetricAlarm's members in camelCase, and what a person needs to know of it. */
export type AlarmDefinition = AlarmFacts & {
  /** Why this treatment of missing data. */
  readonly missingDataReason: string;
  readonly lowTraffic: LowTraffic;

  readonly metrics: readonly MetricQuery[];
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: TreatMissingData;
} & (
    | { readonly threshold: number; readonly thresholdMetricId?: never }
    /** Id of the query, ANOMALY_DETECTION_BAND, whose band is the threshold. */
    | { readonly thresholdMetricId: string; readonly threshold?: never }
  );
