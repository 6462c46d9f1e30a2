import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../local/traffic/seeded-random.ts';

const drawn = (seed: number, count = 20): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(8).filter((number) => drawn(7).includes(number))).toEqual([]);
  });

  it('spreads them over [0, 1), whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 32 - 1 }), (seed) => {
        const numbers = drawn(seed, 1_000);
        expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
        const tenths = new Set(numbers.map((number) => Math.floor(number * 10)));
        expect(tenths.size).toBe(10);
        const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
        expect(Math.abs(mean - 0.5)).toBeLessThan(0.06);
      }),
      { numRuns: 50 },
    );
  });
});
