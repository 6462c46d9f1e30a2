import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreed, deviation, median, takeQuantile } from '../../../../local/cloudwatch/anomaly/robust-statistics.ts';

/** Many equal values and some that differ, in any order; no negative zero. */
const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
const values = fc.array(
  value.map((each) => each + 0),
  { minLength: 1, maxLength: 60 },
);

describe('a quantile', () => {
  it('lies between the ranks of the sorted values, and only their order is changed', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (given, fraction) => {
        const sorted = given.toSorted((a, b) => a - b);
        const rank = fraction * (given.length - 1);
        const [low = 0, high = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
        const taken = Float64Array.from(given);
        const quantile = takeQuantile(taken, fraction);
        expect(Math.abs(quantile - (low + (high - low) * (rank % 1)))).toBeLessThan(1e-6);
        expect([...taken].toSorted((a, b) => a - b)).toEqual(sorted);
      }),
    );
  });

  it.each([
    ['of nothing is none', [], Number.NaN],
    ['of one value is that', [7], 7],
    ['of two values is their middle', [9, 2], 5.5],
    ['of three values is the middle one', [9, 2, 3], 3],
    ['of equal values is that value', [4, 4, 4, 4], 4],
  ])('the median %s', (_, given, expected) => {
    expect(median(given)).toBe(expected);
  });
});

describe('what values agree on', () => {
  it.each([
    [[3, 5, 2], 2],
    [[-3, -5, -2], -2],
    [[3, -5], 0],
    [[], 0],
  ])('%j agree on %d', (given, expected) => {
    expect(agreed(given)).toBe(expected);
  });
});

describe('the standard deviation without outliers', () => {
  it.each<[string, number[], number, number]>([
    ['is the root mean square', [1, -1, 1, -1], 1, 4],
    ['leaves out what lies beyond the limit', [1, -1, 1, -1, 1, 90], 1, 4],
    ['takes in what lies within the limit', [1, -1, 1, -1, 5], Math.sqrt(29 / 5), 4],
    ['is that of all but the largest where most are 0', [0, 0, 0, 0, 0, 0, 0, 3, 3, 99], Math.sqrt(18 / 9), 4],
    ['of zeros is 0', [0, 0, 0], 0, 4],
  ])('%s', (_, residuals, expected, limit) => {
    expect(deviation(Float64Array.from(residuals), limit, 8 / 9)).toBeCloseTo(expected, 9);
  });
});
