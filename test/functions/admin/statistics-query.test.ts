import { describe, expect, it } from 'vitest';
import { daysOf, StatisticsQuery } from '../../../functions/admin/statistics-query.ts';
import { Problem } from '../../../functions/lib/problem.ts';
import { validate } from '../../../functions/lib/validate.ts';
import { NOON } from '../../support/http-event.ts';

const days = (query: Readonly<Record<string, string>>) => daysOf(validate(StatisticsQuery, query), NOON);

describe('the days that statistics are asked for', () => {
  it('are the last thirty, today included, by default', () => {
    const all = days({});
    expect([all.length, all[0], all.at(-1)]).toEqual([30, '2026-05-03', '2026-06-01']);
  });

  it.each([
    [{ from: '2026-05-31', to: '2026-05-31' }, ['2026-05-31']],
    [{ from: '2026-05-30' }, ['2026-05-30', '2026-05-31', '2026-06-01']],
    [{ from: '2024-02-28', to: '2024-03-01' }, ['2024-02-28', '2024-02-29', '2024-03-01']],
  ])('of %j are %j', (query, expected) => {
    expect(days(query)).toEqual(expected);
  });

  it.each([
    ['the wrong order', { from: '2026-06-01', to: '2026-05-31' }],
    ['more than 92 days', { from: '2026-03-01', to: '2026-06-01' }],
    ['a day that does not exist', { from: '2026-02-30' }],
    ['a time', { from: '2026-05-01T00:00:00Z' }],
    ['no day at all', { to: 'yesterday' }],
    ['a year of six digits', { to: '+275760-09-13' }],
    ['a month before the first year', { to: '0000-01-05' }],
  ])('are refused with %s', (_, query) => {
    expect(() => days(query)).toThrow(Problem);
  });
});
