import { describe, expect, test } from 'vitest';
import type { DayView, Statistics } from '../../../../functions/admin/statistics.ts';
import { chartsOf } from '../../../../web/src/admin/statistics/charts.ts';
import { firstDay, formatDay, readRange } from '../../../../web/src/admin/statistics/days.ts';
import { formatShare, shareOf } from '../../../../web/src/admin/statistics/figures.ts';
import { loadStatistics } from '../../../../web/src/admin/statistics/load-statistics.ts';
import { tilesOf } from '../../../../web/src/admin/statistics/tiles.tsx';

const totals: Omit<DayView, 'day'> = {
  ...{ created: 5, paid: 4, cancelled: 1, refunded: 1, revenueCents: 10_000, grossMarginCents: 4_000 },
  ...{ refundedCents: 2_500, registrations: 2, logins: 9, failedLogins: 3, cartsStarted: 10, conversion: 0.5 },
};
const of = (last: string): Statistics => ({
  ...{ currency: 'EUR', totals, topProducts: [] },
  days: [{ day: last, ...totals }],
});

describe('the days of the statistics', () => {
  test('are counted back from the shop’s own today', async () => {
    const asked: object[] = [];
    const read = async (days: object) => {
      asked.push(days);
      return of('2026-03-02');
    };
    await loadStatistics(read, 7);
    expect(asked).toEqual([{}, { from: '2026-02-24', to: '2026-03-02' }]);
  });

  test('are read at once where they are what the API tells of anyway', async () => {
    const asked: object[] = [];
    await loadStatistics(async (days) => {
      asked.push(days);
      return of('2026-03-02');
    }, 30);
    expect(asked).toEqual([{}]);
  });

  test('include the first and the last', () => {
    expect(firstDay('2026-11-21', 1)).toBe('2026-11-21');
    expect(firstDay('2026-01-01', 2)).toBe('2025-12-31');
    expect(formatDay('2026-11-21', 'en-GB')).toBe('21 Nov');
  });

  test('of an address that makes no sense are thirty', () => {
    expect([readRange('7'), readRange('8'), readRange(undefined)]).toEqual([7, 30, 30]);
  });
});

test('the charts show each day and tell the sum of all', () => {
  const [sales] = chartsOf(of('2026-11-21'));
  expect(sales?.series).toMatchObject([
    { label: 'Revenue', values: [10_000], total: 10_000 },
    { label: 'Gross margin', values: [4_000], total: 4_000 },
  ]);
});

test('the figures say what they are measured by', () => {
  const [revenue, margin] = tilesOf(of('2026-11-21'));
  expect(revenue).toMatchObject({ value: '€100.00', note: '€25.00 an order' });
  expect(margin).toMatchObject({ note: '40% of the revenue' });
  const [nothing] = tilesOf({ ...of('2026-11-21'), totals: { ...totals, paid: 0, revenueCents: 0 } });
  expect(nothing?.note).toBe('– an order');
});

test('a share of nothing is unknown', () => {
  expect(formatShare(shareOf(1, 0))).toBe('–');
  expect(formatShare(shareOf(1, 3), 'en-GB')).toBe('33.3%');
});
