import type { Unit } from '../../../monitoring/cloudwatch.ts';
import type { Metric, MetricStore } from '../metric-store.ts';
import type { Bucket } from './bucket.ts';
import type { MetricIdentity } from './metric-identity.ts';
import type { Visit } from './period-group.ts';
import { computeStatistic, type ParsedStatistic } from './statistic.ts';

/** A metric with what to compute from it; the period in milliseconds. */
export type StatisticQuery = MetricIdentity & {
  readonly statistic: ParsedStatistic;
  readonly period: number;
  readonly unit?: Unit | undefined;
};

/** Values by ascending timestamp; a period without a value is absent. */
export type Points = { readonly timestamps: readonly number[]; readonly values: readonly number[] };

/** The statistic for each period of [start, end) that has one, periods counted from `start`. */
export function readStatistic(store: MetricStore, query: StatisticQuery, start: number, end: number): Points {
  const timestamps: number[] = [];
  const values: number[] = [];
  const metric = store.find(query.namespace, query.name, query.dimensions);
  if (metric === undefined) return { timestamps, values };
  visitPeriods(metric, query.unit, { start, end, period: query.period }, (timestamp, buckets) => {
    const value = computeStatistic(query.statistic, buckets);
    if (value === undefined) return;
    timestamps.push(timestamp);
    values.push(value);
  });
  return { timestamps, values };
}

/** The units in the order in which CloudWatch was seen to prefer them, where a metric has data in several and the query names none. */
const PREFERENCE: readonly Unit[] = [
  'Megabits',
  'Terabits',
  'Gigabits',
  'Count',
  'Bytes',
  'Gigabytes',
  'Gigabytes/Second',
  'Kilobytes',
  'Kilobits/Second',
  'Terabytes',
  'Terabits/Second',
  'Bytes/Second',
  'Percent',
  'Megabytes',
  'Megabits/Second',
  'Milliseconds',
  'Microseconds',
  'Kilobytes/Second',
  'Gigabits/Second',
  'Megabytes/Second',
  'Bits',
  'Bits/Second',
  'Count/Second',
  'Seconds',
  'Kilobits',
  'Terabytes/Second',
  'None',
];

/**
 * Visits the periods with data. Without a unit every unit is read; where several have data in one period, one of them gives
 * its value (CloudWatch's documents call an alarm on such a metric unpredictable; that each period is decided for itself is our choice).
 */
export function visitPeriods(
  metric: Metric,
  unit: Unit | undefined,
  { start, end, period }: { start: number; end: number; period: number },
  visit: Visit,
): void {
  const series = unit === undefined ? metric.series : metric.series.filter((candidate) => candidate.unit === unit);
  const [first] = series;
  if (first !== undefined && series.length === 1) {
    first.read(start, end, period, visit);
    return;
  }
  const periods = new Map<number, readonly Bucket[]>();
  for (const each of series.toSorted((a, b) => PREFERENCE.indexOf(a.unit) - PREFERENCE.indexOf(b.unit))) {
    each.read(start, end, period, (timestamp, buckets) => {
      if (!periods.has(timestamp)) periods.set(timestamp, [...buckets]);
    });
  }
  for (const [timestamp, buckets] of [...periods].sort(([a], [b]) => a - b)) visit(timestamp, buckets);
}
