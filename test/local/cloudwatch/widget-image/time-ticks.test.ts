import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../../local/cloudwatch/widget-image/time-ticks.ts';

const labels = (start: string, end: string, most: number, utcOffset = 0) =>
  timeTicks({ start: Date.parse(start), end: Date.parse(end) }, utcOffset, most)
    .map(({ label }) => label)
    .join(' ');

describe('the time axis', () => {
  it.each([
    ['half hours', '2026-11-21T09:00:00Z', '2026-11-21T12:00:00Z', 6, '09:00 09:30 10:00 10:30 11:00 11:30'],
    ['seconds', '2026-11-21T09:00:00Z', '2026-11-21T09:01:00Z', 4, '09:00:00 09:00:15 09:00:30 09:00:45'],
    ['midnights by their date', '2026-11-20T18:00:00Z', '2026-11-21T06:00:00Z', 4, '18:00 21:00 Nov 21 03:00'],
    ['days', '2026-11-18T06:00:00Z', '2026-11-21T06:00:00Z', 3, 'Nov 19 Nov 20 Nov 21'],
    [
      'months',
      '2025-11-21T00:00:00Z',
      '2026-11-21T00:00:00Z',
      7,
      'Jan 2026 Mar 2026 May 2026 Jul 2026 Sep 2026 Nov 2026',
    ],
    [
      'years',
      '2000-01-01T00:00:00Z',
      '2026-11-21T00:00:00Z',
      6,
      'Jan 2000 Jan 2005 Jan 2010 Jan 2015 Jan 2020 Jan 2025',
    ],
  ])('can be marked by %s', (_, start, end, most, expected) => {
    expect(labels(start, end, most)).toBe(expected);
  });

  it.each([
    ['ahead of UTC', 330, '14:30 15:00 15:30 16:00 16:30 17:00'],
    ['behind it', -600, '23:00 23:30 Nov 21 00:30 01:00 01:30'],
  ])('is marked in a time zone %s', (_, utcOffset, expected) => {
    expect(labels('2026-11-21T09:00:00Z', '2026-11-21T12:00:00Z', 6, utcOffset)).toBe(expected);
  });

  it('has ticks within the range, in order, never more than there is room for', () => {
    const time = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(
        time,
        fc.integer({ min: 1000, max: 4e11 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: -840, max: 840 }),
        (start, span, most, utcOffset) => {
          const times = timeTicks({ start, end: start + span }, utcOffset, most).map((tick) => tick.time);
          expect(times.length).toBeLessThanOrEqual(most);
          expect(times.every((each) => each >= start && each <= start + span)).toBe(true);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        },
      ),
      { numRuns: 300 },
    );
  });
});
