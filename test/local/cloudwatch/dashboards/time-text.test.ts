import { describe, expect, it } from 'vitest';
import { readTimeText } from '../../../../local/cloudwatch/dashboards/time-text.ts';

const NOW = Date.parse('2026-03-31T12:00:00Z');

describe('a time text', () => {
  it.each([
    ['three hours ago', '-PT3H', '2026-03-31T09:00:00Z'],
    ['now', '-PT0H', '2026-03-31T12:00:00Z'],
    ['now as the console writes it', 'P0D', '2026-03-31T12:00:00Z'],
    ['no hours ago', 'PT0H', '2026-03-31T12:00:00Z'],
    ['no seconds ago', 'PT0S', '2026-03-31T12:00:00Z'],
    ['a week ago', '-P7D', '2026-03-24T12:00:00Z'],
    ['a week ago by its own unit', '-P1W', '2026-03-24T12:00:00Z'],
    ['a month ago, which has no 31st', '-P1M', '2026-02-28T12:00:00Z'],
    ['a year ago', '-P1Y', '2025-03-31T12:00:00Z'],
    ['several units', '-P1DT2H30M15S', '2026-03-30T09:29:45Z'],
    ['a time', '2026-03-30T10:00:00.000Z', '2026-03-30T10:00:00Z'],
    ['a time with an offset', '2026-03-30T10:00:00+02:00', '2026-03-30T08:00:00Z'],
    ['a time without one, in UTC', '2026-03-30T10:00', '2026-03-30T10:00:00Z'],
    ['a date', '2026-03-30', '2026-03-30T00:00:00Z'],
  ])('can be %s', (_, text, time) => {
    expect(new Date(readTimeText(text, NOW) ?? Number.NaN).toISOString()).toBe(new Date(time).toISOString());
  });

  it.each([
    '',
    'now',
    'PT3H',
    'P',
    'PT',
    'P1D',
    'P0DT10H',
    '-P',
    '-PT',
    '-P1DT',
    '-3H',
    '-P9999999Y',
    '2026',
    '2026-13-45',
    '1774958400',
    '-PT1.5H',
  ])('cannot be %j', (text) => {
    expect(readTimeText(text, NOW)).toBeUndefined();
  });
});
