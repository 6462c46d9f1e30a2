import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportKind } from '../../../functions/lib/slos/sla-report.ts';
import { lastPeriod } from '../../../functions/sla-report/report-period.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the last time that is over', () => {
  it.each<[string, ReportKind, string, string, string, string]>([
    ['on a Monday is the week before', 'week', '2026-11-23T00:00Z', 'UTC', '2026-11-16T00:00Z', '2026-11-23T00:00Z'],
    [
      'on a Sunday is the week before the last Monday',
      'week',
      '2026-11-22T23:59Z',
      'UTC',
      '2026-11-09T00:00Z',
      '2026-11-16T00:00Z',
    ],
    [
      'is told by the calendar of the time zone',
      'week',
      '2026-11-22T15:00Z',
      'Asia/Tokyo',
      '2026-11-15T15:00Z',
      '2026-11-22T15:00Z',
    ],
    [
      'is longer where clocks went back',
      'week',
      '2026-10-26T12:00Z',
      'Europe/Berlin',
      '2026-10-18T22:00Z',
      '2026-10-25T23:00Z',
    ],
    [
      'is shorter where clocks went forward',
      'week',
      '2026-03-30T12:00Z',
      'Europe/Berlin',
      '2026-03-22T23:00Z',
      '2026-03-29T22:00Z',
    ],
    ['on the first is the month before', 'month', '2026-03-01T00:00Z', 'UTC', '2026-02-01T00:00Z', '2026-03-01T00:00Z'],
    [
      'at new year is December',
      'month',
      '2027-01-01T05:00Z',
      'America/New_York',
      '2026-12-01T05:00Z',
      '2027-01-01T05:00Z',
    ],
    [
      'an hour before is November',
      'month',
      '2027-01-01T04:00Z',
      'America/New_York',
      '2026-11-01T04:00Z',
      '2026-12-01T05:00Z',
    ],
  ])('%s', (_name, kind, now, timeZone, from, to) => {
    const period = lastPeriod(kind, Date.parse(now), timeZone);
    expect(period).toMatchObject({ kind, from: Date.parse(from), to: Date.parse(to) });
  });

  it('is over, and the next one is not; times follow each other without a gap', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const instants = fc.integer({ min: Date.parse('2024-01-01T00:00Z'), max: Date.parse('2030-01-01T00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom<ReportKind>('week', 'month'), instants, zones, (kind, now, zone) => {
        const { from, to, firstDay } = lastPeriod(kind, now, zone);
        expect(to).toBeLessThanOrEqual(now);
        expect(lastPeriod(kind, to, zone)).toMatchObject({ from, to, firstDay });
        expect(lastPeriod(kind, to - 1, zone).to).toBe(from);
        expect(now - to).toBeLessThan((kind === 'week' ? 7 : 31) * DAY + 2 * HOUR);
      }),
      { numRuns: 100 },
    );
  });
});
