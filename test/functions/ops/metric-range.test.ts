import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricRange, periodFor } from '../../../functions/ops/metric-range.ts';

const now = Date.parse('2026-11-21T10:20:30Z');

describe('the range of a dashboard', () => {
  test('ends with the minute that is under way', () => {
    const { start, end } = metricRange(now, 15);
    expect(new Date(end).toISOString()).toBe('2026-11-21T10:21:00.000Z');
    expect(end - start).toBe(15 * 60_000);
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
