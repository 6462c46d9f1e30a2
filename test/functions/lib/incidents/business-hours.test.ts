import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBusinessTime, nextBusinessTime } from '../../../../functions/lib/incidents/business-hours.ts';
import { type BusinessHours, DAYS } from '../../../../functions/lib/incidents/notification-routes.ts';

const MINUTE = 60_000;
const BERLIN: BusinessHours = {
  timeZone: 'Europe/Berlin',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
  from: '09:00',
  to: '17:00',
};
const next = (text: string, hours = BERLIN) => new Date(nextBusinessTime(Date.parse(text), hours)).toISOString();

describe('the next business time', () => {
  const cases: Record<string, [string, string]> = {
    'is now within the hours': ['2026-11-20T08:00:01Z', '2026-11-20T08:00:01.000Z'],
    'is today before they begin': ['2026-11-20T07:59:59Z', '2026-11-20T08:00:00.000Z'],
    'is the next day once they are over': ['2026-11-19T16:00:00Z', '2026-11-20T08:00:00.000Z'],
    'is Monday from Friday evening on': ['2026-11-20T16:00:00Z', '2026-11-23T08:00:00.000Z'],
    'knows when the clocks are put forward': ['2026-03-27T16:00:00Z', '2026-03-30T07:00:00.000Z'],
    'knows when they are put back': ['2026-10-23T15:00:00Z', '2026-10-26T08:00:00.000Z'],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [at, expected]) => expect(next(at)).toBe(expected));

  test('is a day on the other side of the world', () => {
    expect(next('2026-11-20T20:59:00Z', { ...BERLIN, timeZone: 'Pacific/Auckland' })).toBe('2026-11-22T20:00:00.000Z');
  });

  const clock = fc.integer({ min: 0, max: 23 * 60 + 58 });
  const text = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const hours = fc
    .record({
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham'),
      days: fc.subarray([...DAYS], { minLength: 1 }),
      from: clock,
      length: fc.integer({ min: 1, max: 600 }),
    })
    .map(({ timeZone, days, from, length }): BusinessHours => {
      return { timeZone, days, from: text(from), to: text(Math.min(from + length, 23 * 60 + 59)) };
    });

  test('is one, and none is before', () => {
    const times = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
    fc.assert(
      fc.property(hours, times, (each, at) => {
        const found = nextBusinessTime(at, each);
        expect(isBusinessTime(found, each)).toBe(true);
        const before = Array.from({ length: 60 }, (_, index) => at + ((found - at) * index) / 60).filter(
          (t) => t < found,
        );
        expect(before.filter((t) => isBusinessTime(t, each))).toEqual([]);
        expect(found === at || !isBusinessTime(found - MINUTE, each)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
