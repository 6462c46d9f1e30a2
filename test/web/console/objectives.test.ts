import { describe, expect, test } from 'vitest';
import { budgetInWords, budgetLeft, keptOf, percent } from '../../../web/src/console/objectives/objective-words.ts';
import { reportPeriod } from '../../../web/src/console/objectives/report-period.ts';

describe('an error budget', () => {
  test.each<[string, number | undefined, number, string, RegExp]>([
    ['that nothing was taken from is whole', 0, 1, 'true', /^100 % of the error budget is left/],
    ['is what is left', 0.404, 0.596, 'true', /^59\.6 % of the error budget is left/],
    ['that is just used up was kept', 1, 0, 'true', /^0 %/],
    ['that is overdrawn has nothing left', 1.5, 0, 'false', /overdrawn: 150 %/],
    ['that is hardly overdrawn is, all the same', 1.001, 0, 'false', /overdrawn: 101 %/],
    ['of nothing is not told', undefined, 1, 'unknown', /^Nothing happened/],
  ])('%s', (_name, used, left, kept, words) => {
    const tally = used === undefined ? {} : { budgetUsed: used };
    expect(budgetLeft(tally)).toBeCloseTo(left, 10);
    expect(keptOf(tally)).toBe(kept);
    expect(budgetInWords(tally)).toMatch(words);
  });

  test('has shares that are not told to be more than they are', () => {
    const told = [0.9995, 1, 0.99, 0.99999, 0.999_999_9, 0.998_999_9].map(percent);
    expect(told).toEqual(['99.95 %', '100 %', '99 %', '99.999 %', '99.999 %', '99.899 %']);
  });
});

test('the time of a report is told by its own calendar, the last day included', () => {
  const period = { from: '2026-05-24T22:00:00.000Z', to: '2026-05-31T22:00:00.000Z', timeZone: 'Europe/Berlin' };
  expect(reportPeriod(period)).toMatch(/25.*31/);
});
