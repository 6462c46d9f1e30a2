import type { JsonObject } from '../../../local/aws/json.ts';
import { metricInput } from './sample-metrics.ts';

const TREATMENTS = ['missing', 'notBreaching', 'breaching', 'ignore'] as const;
const stat = (metric: number, Stat: string, Period: number) => ({
  MetricStat: { Metric: metricInput(metric), Stat, Period },
});
const query = (Id: string, metric: number, Stat: string, Period = 60) => ({
  Id,
  ReturnData: false,
  ...stat(metric, Stat, Period),
});

/** The shapes of alarms that a service has, in about the share it has them; `first` is the number of a route's first metric. */
const SHAPES: readonly ((first: number) => JsonObject)[] = [
  (first) => ({ ...metricInput(first), Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 45 }),
  (first) => ({ ...metricInput(first + 1), Statistic: 'Sum', Period: 60, EvaluationPeriods: 3, Threshold: 2 }),
  (first) => ({ ...metricInput(first + 3), Statistic: 'Maximum', Period: 60, EvaluationPeriods: 5, Threshold: 1e5 }),
  (first) => ({
    ...{ ...metricInput(first + 1), Statistic: 'Sum', Period: 60, EvaluationPeriods: 5, DatapointsToAlarm: 3 },
    Threshold: 1,
  }),
  (first) => ({
    ...{ ...metricInput(first), Statistic: 'SampleCount', Period: 60, EvaluationPeriods: 10, DatapointsToAlarm: 8 },
    ...{ Threshold: 1, ComparisonOperator: 'LessThanThreshold' },
  }),
  (first) => ({
    ...{ ...metricInput(first + 2), ExtendedStatistic: 'p99', Period: 60, EvaluationPeriods: 3, Threshold: 380 },
  }),
  (first) => ({
    ...{ ...metricInput(first + 2), ExtendedStatistic: 'p90', Period: 300, EvaluationPeriods: 3 },
    ...{ DatapointsToAlarm: 2, Threshold: 300, EvaluateLowSampleCountPercentile: 'ignore' },
  }),
  (first) => ({ ...metricInput(first + 2), Statistic: 'Average', Period: 300, EvaluationPeriods: 2, Threshold: 200 }),
  (first) => ({
    ...{ EvaluationPeriods: 5, DatapointsToAlarm: 3, Threshold: 20 },
    Metrics: [
      query('errors', first + 1, 'Sum'),
      query('requests', first, 'Sum'),
      { Id: 'rate', Expression: 'IF(requests > 10, 100 * errors / requests, 0)' },
    ],
  }),
  (first) => ({
    ...{ EvaluationPeriods: 2, Threshold: 1e6 },
    Metrics: [
      query('bytes', first + 3, 'Sum', 300),
      query('requests', first, 'Sum', 300),
      { Id: 'each', Expression: 'FILL(bytes, 0) / FILL(requests, 1)' },
    ],
  }),
];

/** PutMetricAlarm's input of the alarm with this number, watching some of so many metrics. */
export function sampleAlarm(index: number, metrics: number): JsonObject {
  const first = 4 * (Math.floor(index / SHAPES.length) % Math.floor(metrics / 4));
  return {
    AlarmName: `alarm-${index}`,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: TREATMENTS[Math.floor(index / 3) % TREATMENTS.length],
    AlarmActions: ['arn:aws:sns:us-east-1:000000000000:alarms'],
    ...SHAPES[index % SHAPES.length]?.(first),
  };
}
