import { describe, expect, test } from 'vitest';
import { formatMoney } from '../../../web/src/ui/format-money.ts';
import { formatDuration, formatNumber } from '../../../web/src/ui/format-number.ts';
import {
  formatClock,
  formatDateTime,
  formatRelative,
  formatStamp,
  formatZonedStamp,
} from '../../../web/src/ui/format-time.ts';

describe('money', () => {
  const cases: Record<string, [cents: number, currency: string, text: string]> = {
    'cents are never lost': [1, 'EUR', '€0.01'],
    'whole amounts keep their decimals': [120000, 'USD', '$1,200.00'],
    'a currency with a thousandth has three decimals': [12345, 'BHD', 'BHD 12.345'],
    'a currency without fraction has none': [1500, 'JPY', '¥1,500'],
    'credits are negative': [-250, 'EUR', '-€2.50'],
  };
  test.each(Object.entries(cases))('%s', (_, [cents, currency, text]) => {
    expect(formatMoney(cents, currency, 'en-US').replace(/\u00a0/g, ' ')).toBe(text);
  });
});

describe('figures', () => {
  test('thousands are grouped, decimals bounded', () => {
    expect(formatNumber(1234567.891, 1, 'en-US')).toBe('1,234,567.9');
    expect(formatNumber(0, 2, 'en-US')).toBe('0');
  });

  const durations: Record<string, [ms: number, text: string]> = {
    'nothing is no fraction of a millisecond': [0, '0 ms'],
    'below a millisecond in microseconds': [0.84, '840 µs'],
    'below a second in milliseconds, three digits': [12.345, '12.3 ms'],
    'below a minute in seconds': [1254, '1.25 s'],
    'whole minutes alone': [120_000, '2 min'],
    'otherwise minutes and seconds': [125_000, '2 min 5 s'],
    'rounding up never gives 60 seconds': [119_700, '2 min'],
  };
  test.each(Object.entries(durations))('durations: %s', (_, [ms, text]) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('moments', () => {
  const at = Date.UTC(2026, 10, 21, 23, 5, 9);

  test('are shown in the time zone of the reader', () => {
    expect(formatDateTime(at, 'en-GB', 'Europe/Vienna')).toContain('22 Nov 2026');
    expect(formatClock(at, 'en-GB', 'UTC')).toBe('23:05:09');
    expect(formatDateTime(new Date(at).toISOString(), 'en-GB', 'UTC')).toBe(formatDateTime(at, 'en-GB', 'UTC'));
  });

  test('of operation are written in one way, with 24 hours', () => {
    expect(formatStamp(at, 'Europe/Vienna')).toBe('2026-11-22 00:05');
    expect(formatStamp('2026-01-02T13:04:00.000Z', 'UTC')).toBe('2026-01-02 13:04');
  });

  const distances: Record<string, [ms: number, text: string]> = {
    'under a minute it is just now': [-59_999, 'just now'],
    'then whole minutes': [-119_000, '1 minute ago'],
    'then hours': [-2 * 3_600_000, '2 hours ago'],
    'to the nearest hour, as a length beside it would be read': [-117 * 60_000, '2 hours ago'],
    'then days': [-50 * 3_600_000, '2 days ago'],
    'what is to come lies ahead': [5 * 60_000, 'in 5 minutes'],
  };
  test.each(Object.entries(distances))('relative: %s', (_, [ms, text]) => {
    expect(formatRelative(at + ms, at, 'en-US')).toBe(text);
  });
});

test('a moment that people elsewhere speak of has the zone of its time', () => {
  const at = '2026-11-21T20:39:00.000Z';
  expect(formatZonedStamp(at, 'en-US', 'UTC')).toBe('2026-11-21 20:39 UTC');
  expect(formatZonedStamp(at, 'en-US', 'America/New_York')).toBe('2026-11-21 15:39 EST');
});
