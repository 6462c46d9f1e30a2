import { addToSketch, createSketch, mergeSketch, type Sketch } from './sketch.ts';

/** From this many samples on, a distribution keeps a sketch instead of every value. */
export const EXACT_LIMIT = 1000;

/** What is known of the single samples: each of them, a sketch of them, or nothing (a statistic set over several values, or a negative value). */
export type Samples =
  | { readonly kind: 'exact'; readonly values: number[] }
  | { readonly kind: 'sketch'; readonly sketch: Sketch }
  | { readonly kind: 'unknown' };

/** The samples of one metric, unit and storage bucket. */
export type Distribution = { count: number; sum: number; minimum: number; maximum: number; samples: Samples };

/** What PutMetricData calls a statistic set: samples aggregated before they were published. */
export type StatisticSet = { count: number; sum: number; minimum: number; maximum: number };

/** A distribution without samples. */
export function createDistribution(): Distribution {
  return { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity, samples: { kind: 'exact', values: [] } };
}

/** Adds `count` samples of `value`. */
export function addValue(distribution: Distribution, value: number, count: number): void {
  const known = distribution.samples;
  if (known.kind === 'exact' && fitsExactly(distribution.count, count)) {
    for (let i = 0; i < count; i++) known.values.push(value);
  } else {
    addToSamples(distribution, value, count);
  }
  addTotals(distribution, count, value * count, value, value);
}

/**
 * Adds a statistic set. Its samples are known when all are equal: minimum and maximum are, and the sum is theirs times the
 * count (API reference "PutMetricData"; a set of one sample falls under the same rule).
 */
export function addStatisticSet(distribution: Distribution, set: StatisticSet): void {
  if (set.minimum === set.maximum && isClose(set.sum, set.minimum * set.count)) {
    addValue(distribution, set.minimum, set.count);
    return;
  }
  distribution.samples = { kind: 'unknown' };
  addTotals(distribution, set.count, set.sum, set.minimum, set.maximum);
}

/** Adds every sample of `from` to `into`. */
export function mergeDistribution(into: Distribution, from: Distribution): void {
  into.samples = mergeSamples(into, from);
  addTotals(into, from.count, from.sum, from.minimum, from.maximum);
}

function fitsExactly(held: number, added: number): boolean {
  return Number.isInteger(added) && held + added < EXACT_LIMIT;
}

function addTotals(into: Distribution, count: number, sum: number, minimum: number, maximum: number): void {
  into.count += count;
  into.sum += sum;
  if (minimum < into.minimum) into.minimum = minimum;
  if (maximum > into.maximum) into.maximum = maximum;
}

function addToSamples(distribution: Distribution, value: number, count: number): void {
  const sketch = value < 0 ? undefined : toSketch(distribution.samples);
  if (sketch === undefined) {
    distribution.samples = { kind: 'unknown' };
    return;
  }
  addToSketch(sketch, value, count);
  distribution.samples = { kind: 'sketch', sketch };
}

/** A sketch of the samples, or undefined where there can be none: a negative value has no logarithm, and CloudWatch no percentile for it. */
function toSketch(samples: Samples): Sketch | undefined {
  if (samples.kind === 'unknown') return undefined;
  if (samples.kind === 'sketch') return samples.sketch;
  if (samples.values.some((value) => value < 0)) return undefined;
  const sketch = createSketch();
  for (const value of samples.values) addToSketch(sketch, value, 1);
  return sketch;
}

function mergeSamples(into: Distribution, from: Distribution): Samples {
  const a = into.samples;
  const b = from.samples;
  if (a.kind === 'exact' && b.kind === 'exact' && a.values.length + b.values.length < EXACT_LIMIT) {
    for (const value of b.values) a.values.push(value);
    return a;
  }
  const target = toSketch(a);
  const source = toSketch(b);
  if (target === undefined || source === undefined) return { kind: 'unknown' };
  mergeSketch(target, source);
  return { kind: 'sketch', sketch: target };
}

/** Clients add the same number up; the sum may be off by what rounding loses. */
function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(b);
}
