import { describe, expect, it } from 'vitest';
import { firstPeriod } from '../../../../local/cloudwatch/queries/range.ts';
import { requestedRange } from '../../../../local/cloudwatch/queries/requested-range.ts';

const NOW = Date.parse('2026-11-21T12:34:56Z');
const DAY = 86_400_000;

const range = (start: string, period: number, end = '2026-11-21T12:34:56Z', longest?: number) => {
  const { start: from, end: to } = requestedRange({ StartTime: start, EndTime: end }, period, NOW, longest);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};

describe('the start of a request is rounded down', () => {
  it.each([
    ['to the minute', '2026-11-21T12:32:34Z', 60_000, '2026-11-21T12:32:00.000Z'],
    ['to the minute, however long the period', '2026-11-21T12:32:34Z', 300_000, '2026-11-21T12:32:00.000Z'],
    ['to ten seconds for that period', '2026-11-21T12:32:34Z', 10_000, '2026-11-21T12:32:30.000Z'],
    ['to the second for that period', '2026-11-21T12:32:34.5Z', 1000, '2026-11-21T12:32:34.000Z'],
    ['to five minutes after 15 days', '2026-11-06T12:32:34Z', 60_000, '2026-11-06T12:30:00.000Z'],
    ['to the hour after 63 days', '2026-09-01T12:32:34Z', 60_000, '2026-09-01T12:00:00.000Z'],
    ['to five minutes until just 63 days', '2026-09-19T12:34:56Z', 60_000, '2026-09-19T12:30:00.000Z'],
    ['to the hour from there on', '2026-09-19T12:34:55Z', 60_000, '2026-09-19T12:00:00.000Z'],
  ])('%s', (_, start, period, expected) => {
    expect(range(start, period)[0]).toBe(expected);
  });
});

describe('what cannot hold data is cut off', () => {
  it('before the longest retention, in whole periods', () => {
    const { start } = requestedRange({ StartTime: 0, EndTime: '2026-11-21T12:00:00Z' }, 3_600_000, NOW);
    expect(NOW - start).toBeLessThanOrEqual(455 * DAY + 2 * 3_600_000);
    expect(start % 3_600_000).toBe(0);
  });

  it('before three hours where all periods are of high resolution', () => {
    expect(range('2026-11-20T12:00:00Z', 10_000)[0]).toBe('2026-11-21T09:34:40.000Z');
    expect(range('2026-11-20T12:00:00Z', 10_000, undefined, 60_000)[0]).toBe('2026-11-20T12:00:00.000Z');
  });

  it('more than a day ahead', () => {
    expect(range('2026-11-21T12:00:00Z', 60_000, '2027-01-01T00:00:00Z')[1]).toBe('2026-11-22T12:34:56.000Z');
  });
});

describe('the first period in a range', () => {
  it('begins on a full minute when it is a minute or longer', () => {
    const start = Date.parse('2026-11-21T12:32:20Z');
    expect(firstPeriod(start, 60_000)).toBe(start - 20_000);
    expect(firstPeriod(start, 20_000)).toBe(start);
  });
});
