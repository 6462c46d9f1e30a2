import { describe, expect, test } from 'vitest';
import { between, fieldTime, lookAfter, lookBefore, typedTime } from '../../../web/src/console/look-steps.ts';
import { lookOf } from '../../../web/src/console/time-range.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const hour = (ago: number) => ({ minutes: 60, until: new Date(NOW - ago * HOUR).toISOString() });

describe('the time before is as long and ends where the one that is looked at begins', () => {
  test('also where that is the present one', () => {
    expect(lookBefore({ minutes: 60, until: undefined }, NOW)).toEqual(between(NOW - 2 * HOUR, NOW - HOUR));
    expect(lookBefore(hour(3), NOW)).toEqual(between(NOW - 5 * HOUR, NOW - 4 * HOUR));
  });

  test('and the time after leads back', () => {
    const earlier = lookOf(lookBefore(hour(3), NOW));
    expect(lookOf(lookAfter(earlier, NOW))).toEqual(hour(3));
  });
});

describe('the time after one that ends', () => {
  const present = { until: '', from: '', to: '' };
  const cases: Record<string, [Parameters<typeof lookAfter>[0], ReturnType<typeof lookAfter>]> = {
    'two hours ago is an hour that is over': [hour(2), between(NOW - 2 * HOUR, NOW - HOUR)],
    'half an hour ago is the present hour': [hour(0.5), { ...present, range: '60' }],
    'an hour ago is the present hour': [hour(1), { ...present, range: '60' }],
    'a minute ago, of a length that is not offered, is what is shown by itself': [
      { minutes: 7, until: new Date(NOW - MINUTE).toISOString() },
      { ...present, range: '' },
    ],
  };
  for (const [sentence, [look, change]] of Object.entries(cases)) {
    test(sentence, () => expect(lookAfter(look, NOW)).toEqual(change));
  }
});

describe('typed days and times', () => {
  const at = (minutesAgo: number) => fieldTime(NOW - minutesAgo * MINUTE);

  test('are what is looked at', () => {
    expect(typedTime(at(90), at(30), NOW)).toEqual({ change: between(NOW - 90 * MINUTE, NOW - 30 * MINUTE) });
  });

  test('end now at the latest', () => {
    expect(typedTime(at(90), at(-60), NOW)).toEqual({ change: between(NOW - 90 * MINUTE, NOW) });
  });

  test('may be two weeks', () => {
    expect(typedTime(at(14 * 24 * 60), at(0), NOW)).toHaveProperty('change');
  });

  const refused: Record<string, [from: string, to: string, why: string]> = {
    'of which one is missing': [at(90), '', 'Both'],
    'that end before they begin': [at(30), at(90), 'begin before'],
    'of no length': [at(30), at(30), 'begin before'],
    'that begin in the future': [at(-30), at(-60), 'before now'],
    'of more than two weeks': [at(14 * 24 * 60 + 1), at(0), 'Two weeks'],
  };
  for (const [sentence, [from, to, why]] of Object.entries(refused)) {
    test(`${sentence} are none, and it says why`, () => {
      expect(typedTime(from, to, NOW)).toEqual({ problem: expect.stringContaining(why) });
    });
  }
});
