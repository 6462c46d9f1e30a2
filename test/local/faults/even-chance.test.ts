import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenChance } from '../../../local/faults/even-chance.ts';

const draw = (count: number): readonly number[] => {
  const chance = evenChance();
  return Array.from({ length: count }, chance);
};

test('of a hundred numbers in a row so many are below a rate as it says, give or take two', () => {
  const numbers = draw(1_000);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(900), (rate, from) => {
      const hit = numbers.slice(from, from + 100).filter((number) => number < rate).length;
      expect(Math.abs(hit - 100 * rate)).toBeLessThanOrEqual(2);
    }),
    { numRuns: 200 },
  );
});

test('what is hit at a rate below a third is not hit again right after', () => {
  const hits = draw(1_000).map((number) => number < 0.33);
  expect(hits.filter((hit, index) => hit && hits[index - 1] === true)).toEqual([]);
});

test('is the same in every run', () => expect(draw(50)).toEqual(draw(50)));
