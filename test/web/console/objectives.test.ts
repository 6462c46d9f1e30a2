import { describe, expect, test } from 'vitest';
import {
  burnDownPoints,
  burnDownScale,
  leastLeft,
  pointAt,
} from '../../../web/src/console/objectives/burn-down-line.ts';
import {
  budgetInWords,
  budgetLeft,
  hoursInWords,
  keptOf,
  percent,
} from '../../../web/src/console/objectives/objective-words.ts';
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

test.each([
  ['2026-11-21T20:00:00.000Z', '2026-11-21T20:34:58.000Z', 'in the hour from 20:00'],
  ['2026-11-21T18:00:00.000Z', '2026-11-21T20:34:58.000Z', 'in the 3 hours from 18:00'],
  ['2026-11-19T18:00:00.000Z', '2026-11-19T19:00:00.000Z', 'in the hour from 2026-11-19 18:00'],
])('what is known by the hour, %s to %s, is told by the hour', (from, to, words) => {
  expect(hoursInWords({ from, to }, '2026-11-21T20:34:58.000Z', 'UTC')).toBe(words);
});

test('the time of a report is told by its own calendar, the last day included', () => {
  const period = { from: '2026-05-24T22:00:00.000Z', to: '2026-05-31T22:00:00.000Z', timeZone: 'Europe/Berlin' };
  expect(reportPeriod(period)).toMatch(/25.*31/);
});

describe('a burn-down', () => {
  const [from, to] = ['2026-05-01T00:00:00.000Z', '2026-05-31T00:00:00.000Z'];
  const day = (date: number) => `2026-05-${String(date).padStart(2, '0')}T00:00:00.000Z`;
  const points = [
    { at: from, left: 1 },
    { at: day(16), left: 0.5 },
    { at: day(22), left: -1 },
  ];

  test('has all of the budget at the top, and what is overdrawn below its zero', () => {
    const { x, y, lowest } = burnDownScale(points, from, to);
    expect([lowest, y(1), y(0), y(-1), x(Date.parse(from)), x(Date.parse(to))]).toEqual([-1, 0, 50, 100, 0, 100]);
  });

  test('that is overdrawn many times over ends at as much again, and tells the least', () => {
    const deep = [...points, { at: day(23), left: -120.62 }];
    const { y, lowest } = burnDownScale(deep, from, to);
    expect([lowest, y(0), y(-1), y(-120.62), leastLeft(deep)]).toEqual([-1, 50, 100, 100, -120.62]);
  });

  test('that stayed within the budget has its zero at the bottom', () => {
    expect(burnDownScale(points.slice(0, 2), from, to).y(0)).toBe(100);
  });

  test('stays until the end at what is left', () => {
    expect(burnDownPoints(points, burnDownScale(points, from, to))).toBe('0,0 50,25 70,100 100,100');
    expect(burnDownPoints([], burnDownScale([], from, to))).toBe('');
  });

  test.each([
    [0, 1],
    [0.49, 1],
    [0.51, 0.5],
    [1, -1],
  ])('tells at %d of its time that %d is left', (share, left) => {
    expect(pointAt(points, from, to, share)?.left).toBe(left);
  });
});
