import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';

const timesOf = ({ Timestamps = [] }: MetricDataResult): readonly number[] => Timestamps.map((at) => at.getTime());

/**
 * Tells the two lines of an anomaly detection band apart, which come under one id and may have one label: the upper one first.
 * Pages of one line have other times than each other; two lines have the same.
 */
export function bandBounds(results: readonly MetricDataResult[]): MetricDataResult[] {
  const seen = new Map<string, Set<number>>();
  const bounds = new Set<string>();
  const placed = results.map((result) => {
    const key = JSON.stringify([result.Id, result.Label]);
    const times = seen.get(key) ?? new Set();
    const isLower = timesOf(result).some((at) => times.has(at));
    if (isLower) bounds.add(key);
    else seen.set(key, new Set([...times, ...timesOf(result)]));
    return { result, key, isLower };
  });
  return placed.map(({ result, key, isLower }) =>
    bounds.has(key) ? { ...result, Label: `${result.Label} (${isLower ? 'lower' : 'upper'})` } : result,
  );
}
