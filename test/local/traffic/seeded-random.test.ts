import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../local/traffic/seeded-random.ts';

const START = Date.parse('2026-11-24T08:00:00Z');
const drawn = (seed: number, start: number, count = 20): number[] => {
  const random = seededRandom(seed, start);
  return Array.from({ length: count }, random);
};

describe('seededRandom', () => {
  it('gives the same numbers for the same seed and start', () => {
    expect(drawn(7, START)).toEqual(drawn(7, START));
  });

  it.each([
    ['another seed', drawn(8, START)],
    ['a restart a second later', drawn(7, START + 1_000)],
    ['a restart on another day', drawn(7, START + 2 ** 32)],
  ])('gives others for %s', (_sentence, others) => {
    expect(others.filter((number) => drawn(7, START).includes(number))).toEqual([]);
  });

  it('spreads them over [0, 1), whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, start) => {
        const numbers = drawn(seed, start, 1_000);
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
