import type { CloudWatch } from '../cloudwatch/create-cloudwatch.ts';
import type { Datapoint } from './datapoints.ts';
import type { Feed, Plan } from './plan.ts';

const MINUTE = 60_000;

/** Runs at every multiple of an interval. */
export type Every = (intervalMs: number, run: (tick: number) => void) => unknown;

/** Reports what was before the start at once, and the rest when its time comes. */
export function feedSeries({ feeds, start }: Plan, cloudWatch: CloudWatch, every: Every): void {
  for (const each of feeds) {
    const earliest = start - each.before.length * each.interval;
    for (const [index, point] of each.before.entries())
      report(cloudWatch, each, point, earliest + index * each.interval);
  }
  const step = feeds.flatMap(({ interval, delay }) => [interval, delay]).reduce(greatestCommonDivisor, MINUTE);
  every(step, (tick) => {
    for (const each of feeds) {
      const index = (tick - start - each.delay) / each.interval - 1;
      const point = each.values[index];
      if (point !== undefined) report(cloudWatch, each, point, start + index * each.interval);
    }
  });
}

function report(cloudWatch: CloudWatch, { metric, unit, interval }: Feed, point: Datapoint, timestamp: number): void {
  const { namespace, name, dimensions, period } = metric;
  const storageResolution = interval < MINUTE || period < 60 ? 1 : 60;
  const common = { namespace, name, dimensions, unit, timestamp, storageResolution } as const;
  for (const sample of point) {
    if (sample.kind === 'value') cloudWatch.record({ ...common, value: sample.value, count: sample.count });
    else cloudWatch.recordStatistics({ ...common, statistics: sample.statistics });
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
