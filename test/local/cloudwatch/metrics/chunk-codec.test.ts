import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bucket } from '../../../../local/cloudwatch/metrics/bucket.ts';
import {
  appendToChunk,
  decodeChunk,
  eachBucket,
  encodeChunk,
  type Slots,
} from '../../../../local/cloudwatch/metrics/chunk-codec.ts';
import { addStatisticSet, addValue, createDistribution } from '../../../../local/cloudwatch/metrics/distribution.ts';
import { sortSamples } from '../../../../local/cloudwatch/metrics/sorted-samples.ts';

const value = fc.oneof(
  fc.double({ min: -1e100, max: 1e100, noNaN: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 2 ** 29, -(2 ** 29), 2 ** 29 - 1, 2 ** 360),
);

const fromValues = fc.array(value, { minLength: 1, maxLength: 8 }).map((values) => {
  const distribution = createDistribution();
  for (const each of values) addValue(distribution, each, 1);
  return distribution;
});

const fromSet = fc.tuple(fc.integer({ min: 2, max: 1e6 }), value).map(([count, minimum]) => {
  const distribution = createDistribution();
  addStatisticSet(distribution, { count, sum: count * minimum, minimum, maximum: minimum + Math.abs(minimum) + 1 });
  return distribution;
});

const fromMany = fc
  .array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 20 })
  .map((values) => {
    const distribution = createDistribution();
    for (const each of values) addValue(distribution, each, 100.5);
    return distribution;
  });

describe('a stored chunk', () => {
  it('gives back every bucket that was written, at its place', () => {
    const slots = fc.array(
      fc.option(fc.oneof<fc.Arbitrary<Bucket>[]>(value, fromValues, fromSet, fromMany), { nil: undefined }),
      {
        minLength: 180,
        maxLength: 180,
      },
    );
    fc.assert(
      fc.property(slots, (chunk: Slots) => {
        expect(decodeChunk(encodeChunk(chunk), chunk.length)).toEqual(chunk);
      }),
      { numRuns: 30 },
    );
  });

  it('gives back more than a thousand samples of either sign, in whatever order they came', () => {
    const sample = fc.tuple(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 20 }), (samples) => {
        const distribution = createDistribution();
        for (const [each, count] of samples) addValue(distribution, each, count);
        addValue(distribution, -1, 1);
        addValue(distribution, 1, 1000);
        expect(decodeChunk(encodeChunk([distribution]), 1)).toEqual([distribution]);
        expect(distribution.count).toBe(samples.reduce((sum, [, count]) => sum + count, 1001));
      }),
      { numRuns: 50 },
    );
  });

  it('has no percentile for a thousand samples of which one is negative, and all the other statistics', () => {
    const distribution = createDistribution();
    addValue(distribution, -5, 1);
    addValue(distribution, 2, 1000);
    const [stored] = decodeChunk(encodeChunk([distribution]), 1);
    expect(stored && sortSamples([stored])).toBeUndefined();
    expect(stored).toMatchObject({ count: 1001, sum: 1995, minimum: -5, maximum: 2 });
  });

  it('is read in part as it is read whole', () => {
    const bucket = fc.oneof<fc.Arbitrary<Bucket>[]>(value, fromValues, fromSet, fromMany);
    const slots = fc.array(fc.option(bucket, { nil: undefined }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(slots, fc.nat({ max: 20 }), fc.nat({ max: 20 }), (chunk, first, end) => {
        const read: Slots = new Array(20).fill(undefined);
        eachBucket(encodeChunk(chunk), first, end, (index, each) => {
          read[index] = each;
        });
        expect(read).toEqual(chunk.map((each, index) => (index >= first && index < end ? each : undefined)));
      }),
      { numRuns: 50 },
    );
  });

  it('takes buckets behind those it has, without those being built anew', () => {
    const bucket = fc.oneof<fc.Arbitrary<Bucket>[]>(value, fromValues, fromSet, fromMany);
    const slots = fc.array(fc.option(bucket, { nil: undefined }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(slots, fc.nat({ max: 20 }), (chunk, cut) => {
        const before: Slots = chunk.map((each, index) => (index < cut ? each : undefined));
        const behind: Slots = chunk.map((each, index) => (index < cut ? undefined : each));
        fc.pre(behind.some((each) => each !== undefined));
        expect(appendToChunk(encodeChunk(before), behind)).toEqual(encodeChunk(chunk));
      }),
      { numRuns: 100 },
    );
  });

  it('takes none that lie among those it has', () => {
    expect(appendToChunk(encodeChunk([undefined, 1]), [2, undefined])).toBeUndefined();
    expect(appendToChunk(encodeChunk([1, undefined]), [2, undefined])).toBeUndefined();
  });

  it('takes a few bytes for a minute with one small count', () => {
    const slots: Slots = Array.from({ length: 180 }, (_, index) => index % 7);
    expect(encodeChunk(slots).length).toBeLessThan(180 * 4);
  });

  it('refuses bytes that end too early', () => {
    expect(() => decodeChunk(Uint8Array.of(2, 0, 0, 4), 180)).toThrow('ends too early');
  });
});
