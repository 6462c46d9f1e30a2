import type { ComparisonOperator, Statistic, TreatMissingData } from '../cloudwatch.ts';
import { type MetricQuery, metricIdentity, type Target } from '../metric-query.ts';
import { physicalName } from '../physical-name.ts';
import type { AlarmDefinition } from './alarm-definition.ts';
import { alarmDescription } from './alarm-description.ts';

/** An entry of PutMetricAlarm's `Metrics`, in camelCase. */
export type AlarmMetricQuery<Name> = {
  readonly id: string;
  readonly label?: string;
  readonly returnData: boolean;
} & (
  | { readonly expression: string }
  | {
      readonly metric: {
        readonly namespace: string;
        readonly metricName: string;
        readonly dimensions: Readonly<Record<string, string | Name>>;
        readonly period: number;
        readonly stat: Statistic;
      };
    }
);

/** PutMetricAlarm's request in camelCase, for one stage; `Name` is how resolved references look there. */
export type MetricAlarm<Name> = {
  readonly alarmName: string;
  readonly alarmDescription: string;
  readonly actionsEnabled: true;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold?: number;
  readonly thresholdMetricId?: string;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: TreatMissingData;
  readonly metrics: readonly AlarmMetricQuery<Name>[];
};

function alarmMetricQuery<Name>(query: MetricQuery, period: number, target: Target<Name>): AlarmMetricQuery<Name> {
  const common = {
    id: query.id,
    returnData: query.returnData ?? true,
    ...(query.label === undefined ? {} : { label: query.label }),
  };
  if (query.metric === undefined) return { ...common, expression: query.expression };
  const { unit: _unit, ...identity } = metricIdentity(query.metric, target);
  return { ...common, metric: { ...identity, period, stat: query.stat } };
}

/** An alarm's definition as PutMetricAlarm wants it, for one stage. */
export function metricAlarm<Name>(alarm: AlarmDefinition, target: Target<Name>): MetricAlarm<Name> {
  return {
    alarmName: physicalName(target.stage, alarm.id),
    alarmDescription: alarmDescription(alarm),
    actionsEnabled: true,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    ...(alarm.threshold === undefined
      ? { thresholdMetricId: alarm.thresholdMetricId }
      : { threshold: alarm.threshold }),
    comparisonOperator: alarm.comparisonOperator,
    treatMissingData: alarm.treatMissingData,
    metrics: alarm.metrics.map((query) => alarmMetricQuery(query, alarm.period, target)),
  };
}
