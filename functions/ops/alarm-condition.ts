import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';

const COMPARISONS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '≥',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside the band',
  LessThanLowerThreshold: 'below the band',
  GreaterThanUpperThreshold: 'above the band',
};

function measured(alarm: MetricAlarm): string {
  const returned = alarm.Metrics?.find((query) => query.ReturnData !== false);
  const name = returned?.Label ?? returned?.MetricStat?.Metric?.MetricName ?? returned?.Expression;
  return name ?? alarm.MetricName ?? 'The metric';
}

/** Seconds; metric math has no period of its own but that of its metrics. */
function periodOf(alarm: MetricAlarm): number {
  const periods = alarm.Metrics?.map((query) => query.Period ?? query.MetricStat?.Period ?? 0) ?? [];
  return alarm.Period ?? Math.max(0, ...periods);
}

function duration(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** A metric alarm's rule in words, such as "Error rate (%) > 5 for 5 of 5 periods of 1 min". */
export function alarmCondition(alarm: MetricAlarm): string {
  const comparison = COMPARISONS[alarm.ComparisonOperator ?? ''] ?? alarm.ComparisonOperator ?? '?';
  const threshold = alarm.Threshold === undefined ? '' : ` ${alarm.Threshold}`;
  const periods = alarm.EvaluationPeriods ?? 1;
  const when = `for ${alarm.DatapointsToAlarm ?? periods} of ${periods} periods of ${duration(periodOf(alarm))}`;
  return `${measured(alarm)} ${comparison}${threshold} ${when}`;
}
