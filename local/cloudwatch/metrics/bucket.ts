import {
  addStatisticSet,
  addValue,
  createDistribution,
  type Distribution,
  mergeDistribution,
  type StatisticSet,
} from './distribution.ts';

/** What one storage bucket holds. A lone sample, which most minutes of most metrics have, is just its value: it takes no object. */
export type Bucket = number | Distribution;

/** The bucket with `count` more samples of `value`; a distribution is changed in place. */
export function withValue(bucket: Bucket | undefined, value: number, count: number): Bucket {
  if (bucket === undefined && count === 1) return value;
  const distribution = changeable(bucket);
  addValue(distribution, value, count);
  return distribution;
}

/** The bucket with a statistic set more; a distribution is changed in place. */
export function withStatisticSet(bucket: Bucket | undefined, set: StatisticSet): Bucket {
  const distribution = changeable(bucket);
  addStatisticSet(distribution, set);
  return distribution;
}

/** The bucket with all samples of another, which stays as it is; a distribution is changed in place. */
export function withBucket(bucket: Bucket | undefined, from: Bucket): Bucket {
  if (typeof from === 'number') return withValue(bucket, from, 1);
  const distribution = changeable(bucket);
  mergeDistribution(distribution, from);
  return distribution;
}

/** How many samples the bucket holds. */
export function bucketCount(bucket: Bucket): number {
  return typeof bucket === 'number' ? 1 : bucket.count;
}

function changeable(bucket: Bucket | undefined): Distribution {
  if (typeof bucket === 'object') return bucket;
  return bucket === undefined ? createDistribution() : lone(bucket);
}

function lone(value: number): Distribution {
  return { count: 1, sum: value, minimum: value, maximum: value, samples: { kind: 'exact', values: [value] } };
}
