import { type Bucket, bucketCount, withBucket } from './bucket.ts';
import { createDistribution, type Distribution, EXACT_LIMIT } from './distribution.ts';
import { sketchSamples } from './sketch.ts';

/** Samples by ascending value; without weights each counts once. */
export type SortedSamples = {
  readonly values: ArrayLike<number>;
  readonly weights: ArrayLike<number> | undefined;
  /** All weights together. */
  readonly count: number;
};

/**
 * The samples of one period; undefined where CloudWatch has no percentile: no sample, a negative one, or samples that were
 * published as a statistic set over several values (User Guide "Percentiles").
 */
export function sortSamples(buckets: readonly Bucket[]): SortedSamples | undefined {
  let count = 0;
  let exact = true;
  for (const bucket of buckets) {
    count += bucketCount(bucket);
    if (leastValue(bucket) < 0) return undefined;
    if (typeof bucket === 'object' && bucket.samples.kind !== 'exact') exact = false;
  }
  if (count === 0) return undefined;
  return exact && count < EXACT_LIMIT ? sortExact(buckets, count) : sortSketch(buckets);
}

function leastValue(bucket: Bucket): number {
  return typeof bucket === 'number' ? bucket : bucket.minimum;
}

function sortExact(buckets: readonly Bucket[], count: number): SortedSamples {
  const values = new Float64Array(count);
  let filled = 0;
  for (const bucket of buckets) {
    if (typeof bucket === 'number') values[filled++] = bucket;
    else if (bucket.samples.kind === 'exact') for (const value of bucket.samples.values) values[filled++] = value;
  }
  return { values: values.sort(), weights: undefined, count };
}

function sortSketch(buckets: readonly Bucket[]): SortedSamples | undefined {
  const { samples, minimum, maximum, count } = merge(buckets);
  if (samples.kind !== 'sketch') return undefined;
  const { values, weights } = sketchSamples(samples.sketch);
  for (const [index, value] of values.entries()) values[index] = Math.min(Math.max(value, minimum), maximum);
  return { values, weights, count };
}

function merge(buckets: readonly Bucket[]): Distribution {
  const [first] = buckets;
  if (buckets.length === 1 && typeof first === 'object') return first;
  const all = createDistribution();
  for (const bucket of buckets) withBucket(all, bucket);
  return all;
}
