import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, withBucket, withStatisticSet, withValue } from '../../../../local/cloudwatch/metrics/bucket.ts';
import { decodeChunk, encodeChunk } from '../../../../local/cloudwatch/metrics/chunk-codec.ts';
import { computeStatistic } from '../../../../local/cloudwatch/metrics/statistic.ts';

type Sample = readonly [value: number, count: number];

function bucketOf(samples: readonly Sample[]): Bucket {
  let bucket: Bucket | undefined;
  for (const [value, count] of samples) bucket = withValue(bucket, value, count);
  if (bucket === undefined) throw new RangeError('a bucket holds a sample');
  return bucket;
}

const percentile = (percent: number, ...buckets: readonly Bucket[]) =>
  computeStatistic({ kind: 'percentile', percent }, buckets) ?? Number.NaN;

/** The sample of that rank among all, each repeated as often as it counts. */
function exactPercentile(samples: readonly Sample[], percent: number): number {
  const sorted = samples.toSorted(([a], [b]) => a - b);
  const total = samples.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen * 100 >= percent * total * (1 - 1e-12)) return value;
  }
  return sorted.at(-1)?.[0] ?? Number.NaN;
}

/** Uniform numbers from 0 to below 1. */
const uniform = (random: () => number) => random();
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const DISTRIBUTIONS: Readonly<Record<string, (random: () => number) => number>> = {
  uniform,
  'uniform whole numbers with many zeros': (random) => Math.max(0, Math.floor(random() * 40) - 20),
  lognormal: (random) => Math.exp(3 + 1.5 * normal(random)),
  bimodal: (random) => (random() < 0.7 ? 10 + random() : 5000 + 100 * random()),
  'with a heavy tail': (random) => (1 - random()) ** -2,
  tiny: (random) => 1e-300 * (1 + random()),
  huge: (random) => 2 ** 359 * (1 + random()),
  constant: () => 42.5,
};
const PERCENTS = [0, 0.1, 1, 10, 25, 50, 75, 90, 99, 99.9, 99.99, 100];

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('percentiles of a thousand samples and more', () => {
  it.each(Object.entries(DISTRIBUTIONS))('err by 1 %% at most when the samples are %s', (_, draw) => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1000, max: 4000 }), (seed, size) => {
        const random = randomFrom(seed);
        const samples = Array.from({ length: size }, (): Sample => [draw(random), 1]);
        const bucket = bucketOf(samples);
        for (const percent of PERCENTS) {
          const exact = exactPercentile(samples, percent);
          expect(Math.abs(percentile(percent, bucket) - exact)).toBeLessThanOrEqual(0.01 * exact);
        }
      }),
      { numRuns: 6 },
    );
  });

  const weighted = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0.01, max: 1e9, noNaN: true })),
    { minLength: 1, maxLength: 60 },
  );

  it('count each sample with its weight, whole or not', () => {
    fc.assert(
      fc.property(weighted, fc.integer({ min: 0, max: 1000 }), (samples, permille) => {
        const heavy: Sample[] = [...samples, [1, 1000]];
        const exact = exactPercentile(heavy, permille / 10);
        const found = percentile(permille / 10, bucketOf(heavy));
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.01 * exact);
      }),
      { numRuns: 100 },
    );
  });
});

describe('merging', () => {
  const parts = fc.array(
    fc.array(
      fc.tuple(
        fc.nat({ max: 2 ** 20 }),
        fc.nat({ max: 600 }).map((count) => count + 1),
      ),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
    { minLength: 2, maxLength: 6 },
  );

  const mergeAll = (buckets: readonly Bucket[]): Bucket =>
    buckets.reduce<Bucket | undefined>((all, bucket) => withBucket(all, bucket), undefined) ?? Number.NaN;

  it('in any order, of parts stored or not, gives what the samples give in one bucket', () => {
    fc.assert(
      fc.property(parts, fc.infiniteStream(fc.nat()), (groups, order) => {
        const buckets = groups.map(bucketOf);
        const shuffled = buckets
          .map((bucket) => ({ bucket, at: order.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ bucket }) => bucket);
        const stored = decodeChunk(encodeChunk(shuffled), shuffled.length).filter((bucket) => bucket !== undefined);
        const whole = bucketOf(groups.flat());
        for (const merged of [[mergeAll(shuffled)], [mergeAll(stored)], shuffled, stored]) {
          for (const percent of PERCENTS) expect(percentile(percent, ...merged)).toBe(percentile(percent, whole));
          for (const statistic of ['SampleCount', 'Sum', 'Minimum', 'Maximum'] as const) {
            const basic = { kind: 'basic', statistic } as const;
            expect(computeStatistic(basic, merged)).toBe(computeStatistic(basic, [whole]));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves what is merged as it was', () => {
    fc.assert(
      fc.property(parts, (groups) => {
        const buckets = groups.map(bucketOf);
        const before = structuredClone(buckets);
        mergeAll(buckets);
        percentile(50, ...buckets);
        expect(buckets).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});

describe('statistic sets', () => {
  const set = { count: 4, sum: 12, minimum: 3, maximum: 3 };
  it.each([
    ['over equal values', set, 3],
    ['of one sample', { count: 1, sum: 7, minimum: 7, maximum: 7 }, 7],
    ['over equal values whose sum was rounded', { count: 3, sum: 0.1 + 0.1 + 0.1, minimum: 0.1, maximum: 0.1 }, 0.1],
    ['over several values', { count: 4, sum: 10, minimum: 1, maximum: 4 }, Number.NaN],
    ['whose sum is not that of its values', { ...set, sum: 13 }, Number.NaN],
    ['of one sample with a minimum and another maximum', { count: 1, sum: 7, minimum: 6, maximum: 7 }, Number.NaN],
  ])('%s: the median of the period is %d', (_, statistics, expected) => {
    expect(percentile(50, withStatisticSet(undefined, statistics))).toBe(expected);
    expect(percentile(50, withStatisticSet(expected, statistics))).toBe(expected);
  });

  it('whose samples are not known take the percentile from the whole period, and nothing else', () => {
    const unknown = withStatisticSet(undefined, { count: 4, sum: 10, minimum: 1, maximum: 4 });
    expect(percentile(50, unknown, 2)).toBeNaN();
    expect(computeStatistic({ kind: 'basic', statistic: 'Maximum' }, [unknown, 9])).toBe(9);
    expect(computeStatistic({ kind: 'basic', statistic: 'Average' }, [unknown, 10])).toBe(4);
  });
});
