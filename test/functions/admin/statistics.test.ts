import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statisticsOf } from '../../../functions/admin/statistics.ts';
import { activityHours } from '../../../functions/lib/entities/activity-hour.ts';
import { type SalesHour, salesHours } from '../../../functions/lib/entities/sales-hour.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';

let table: EmbeddedTable;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
afterAll(() => table.stop());

const NONE = { created: 0, paid: 0, shipped: 0, delivered: 0, cancelled: 0, refunded: 0 };
const NO_ACTIVITY = {
  registrations: 0,
  logins: 0,
  failedLogins: 0,
  cartsStarted: 0,
  productsAdded: 0,
  productsRemoved: 0,
};

async function sold(hour: string, change: Partial<SalesHour>): Promise<void> {
  const amounts = { revenueCents: 0, grossMarginCents: 0, refundedCents: 0, products: [] };
  await salesHours()
    .put({ month: hour.slice(0, 7), hour, ...NONE, ...amounts, ...change })
    .go();
}

async function did(hour: string, change: Partial<typeof NO_ACTIVITY>): Promise<void> {
  await activityHours()
    .put({ month: hour.slice(0, 7), hour, ...NO_ACTIVITY, ...change })
    .go();
}

const product = (productId: string, quantity: number, revenueCents: number) => ({
  ...{ productId, name: productId, quantity, revenueCents },
});

describe('the statistics', () => {
  beforeAll(async () => {
    await sold('2026-10-30T23', { created: 99, revenueCents: 99 });
    await sold('2026-10-31T00', {
      created: 2,
      paid: 1,
      revenueCents: 1_000,
      grossMarginCents: 400,
      products: [product('a', 1, 1_000)],
    });
    await sold('2026-10-31T23', { created: 1, paid: 1, revenueCents: 500, products: [product('b', 5, 500)] });
    await sold('2026-11-01T00', {
      created: 3,
      paid: 3,
      revenueCents: 900,
      refunded: 1,
      refundedCents: 300,
      products: [product('b', 9, 900)],
    });
    await did('2026-10-31T12', { cartsStarted: 6, registrations: 1 });
  });

  it('sum the hours of each day across the end of a month, and no hour of another day', async () => {
    const { days } = await statisticsOf(['2026-10-31', '2026-11-01']);
    expect(days).toMatchObject([
      { day: '2026-10-31', created: 3, paid: 2, revenueCents: 1_500, grossMarginCents: 400, registrations: 1 },
      { day: '2026-11-01', created: 3, paid: 3, revenueCents: 900, refunded: 1, refundedCents: 300 },
    ]);
  });

  it('know the conversion where carts were started, and say that they do not where none was', async () => {
    const { days, totals } = await statisticsOf(['2026-10-31', '2026-11-01']);
    expect(days.map(({ conversion }) => conversion)).toEqual([0.5, null]);
    expect(totals.conversion).toBe(1);
  });

  it('name the products with the largest revenue of all days first', async () => {
    const { topProducts } = await statisticsOf(['2026-10-31', '2026-11-01']);
    expect(topProducts).toEqual([product('b', 14, 1_400), product('a', 1, 1_000)]);
  });

  it('are zeros for days of which nothing is known', async () => {
    const { days, totals, topProducts } = await statisticsOf(['2025-01-01']);
    expect(days).toMatchObject([{ day: '2025-01-01', created: 0, revenueCents: 0, conversion: null }]);
    expect(totals.created).toBe(0);
    expect(topProducts).toEqual([]);
  });
});
