import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burnDown } from '../../../../functions/lib/slos/burn-down.ts';
import { tally } from '../../../../functions/lib/slos/tally.ts';

const HOUR = 3_600_000;
const SLO = { objective: 0.99 };
const range = { start: 0, end: 48 * HOUR, step: 6 * HOUR };
const event = (hour: number, failed: number, total: number) => ({ at: hour * HOUR, failed, total });

test('a budget is whole at first, and less after each step in which something failed', () => {
  const events = [event(0, 0, 500), event(7, 4, 400), event(8, 1, 100), event(47, 10, 1_000)];
  expect(burnDown(SLO, events, range)).toEqual([
    { at: 0, left: 1 },
    { at: 6 * HOUR, left: 1 },
    { at: 12 * HOUR, left: expect.closeTo(0.75, 9) },
    { at: 42 * HOUR, left: expect.closeTo(0.75, 9) },
    { at: 48 * HOUR, left: expect.closeTo(0.25, 9) },
  ]);
});

test('a step that is not over ends now', () => {
  expect(burnDown(SLO, [event(43, 0, 100)], { ...range, end: 44 * HOUR }).at(-1)?.at).toBe(44 * HOUR);
});

test('without events there is nothing to tell', () => {
  expect(burnDown(SLO, [], range)).toEqual([]);
});

test('it never rises, and ends at what is left of the budget', () => {
  const events = fc.uniqueArray(
    fc.record({ hour: fc.nat(47), failed: fc.nat(50), good: fc.integer({ min: 1, max: 1_000 }) }),
    { selector: ({ hour }) => hour, minLength: 1 },
  );
  fc.assert(
    fc.property(events, (drawn) => {
      const all = drawn.map(({ hour, failed, good }) => event(hour, failed, failed + good)).sort((a, b) => a.at - b.at);
      const line = burnDown(SLO, all, range);
      expect(line.at(-1)?.left).toBeCloseTo(1 - (tally(SLO, all).budgetUsed ?? 0), 9);
      line.slice(1).forEach(({ at, left }, index) => {
        expect(at).toBeGreaterThan(line[index]?.at ?? Infinity);
        expect(left).toBeLessThanOrEqual(line[index]?.left ?? -Infinity);
      });
    }),
    { numRuns: 50 },
  );
});
