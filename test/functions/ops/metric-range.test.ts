import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../functions/lib/problem.ts';
import { dashboardRange } from '../../../functions/ops/dashboard-range.ts';
import { metricRange, periodFor } from '../../../functions/ops/metric-range.ts';

const now = Date.parse('2026-11-21T10:20:30Z');

describe('the range of a dashboard', () => {
  test('ends with the minute that is under way', () => {
    const { start, end } = metricRange(now, 15);
    expect(new Date(end).toISOString()).toBe('2026-11-21T10:21:00.000Z');
    expect(end - start).toBe(15 * 60_000);
  });

  test('of few periods holds the one in which it begins, as the last one may have just begun', () => {
    const hours: Record<number, string> = { 60: '09:00', 180: '07:00' };
    for (const [minutes, begin] of Object.entries(hours)) {
      const { start, end } = metricRange(Date.parse('2026-11-21T10:01:00Z'), Number(minutes), 3_600);
      expect(new Date(start).toISOString()).toBe(`2026-11-21T${begin}:00.000Z`);
      expect(new Date(end).toISOString()).toBe('2026-11-21T11:00:00.000Z');
    }
  });

  test('always holds now, has bounds on the period, and few enough datapoints to draw', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 14 * 24 * 60 }), (at, minutes) => {
        const { start, end, period } = metricRange(at, minutes);
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(Number.isInteger(start / (period * 1000))).toBe(true);
        expect((end - start) / (period * 1000)).toBeLessThanOrEqual(300);
      }),
    );
  });

  test('longer ranges never get shorter periods', () => {
    const periods = [15, 60, 180, 1440, 10_080].map(periodFor);
    expect(periods).toEqual(periods.toSorted((a, b) => a - b));
    expect(periods[0]).toBe(60);
  });
});

describe('a dashboard as it was', () => {
  const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();

  test('ends with the minute that was under way then', () => {
    const { start, end } = dashboardRange({ minutes: 15, end: '2026-11-21T08:00:30Z' }, now);
    expect(new Date(end).toISOString()).toBe('2026-11-21T08:01:00.000Z');
    expect(end - start).toBe(15 * 60_000);
  });

  test('ends with the last minute before then when it names the end of one', () => {
    const { start, end } = dashboardRange({ minutes: 15, end: '2026-11-21T08:00:00Z' }, now);
    expect(new Date(end).toISOString()).toBe('2026-11-21T08:00:00.000Z');
    expect(end - start).toBe(15 * 60_000);
  });

  test('that ends with one of its few periods begins with one, too, as on the other faces', () => {
    const { start, end } = dashboardRange({ minutes: 180, end: '2026-11-21T10:00:00Z', period: 3_600 }, now);
    expect(new Date(start).toISOString()).toBe('2026-11-21T07:00:00.000Z');
    expect(new Date(end).toISOString()).toBe('2026-11-21T10:00:00.000Z');
  });

  test('never ends after now', () => {
    expect(dashboardRange({ minutes: 60, end: daysAgo(-1) }, now)).toEqual(metricRange(now, 60));
  });

  const kept: Record<number, number> = { 14: 60, 16: 300, 62: 300, 64: 3600, 454: 3600 };
  for (const [days, period] of Object.entries(kept)) {
    test(`is drawn at ${period} s when it is ${days} days old, as CloudWatch keeps it`, () => {
      expect(dashboardRange({ minutes: 60, end: daysAgo(Number(days)) }, now).period).toBe(period);
    });
  }

  test('is refused, and told why, when CloudWatch has forgotten it', () => {
    expect(() => dashboardRange({ minutes: 60, end: daysAgo(455) }, now)).toThrow(Problem);
  });
});
