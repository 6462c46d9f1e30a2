import { type ActivityHour, activityHours } from '../lib/entities/activity-hour.ts';
import { type SalesHour, salesHours } from '../lib/entities/sales-hour.ts';
import { monthOf } from '../lib/hour-of.ts';
import { CURRENCY } from '../lib/money.ts';

/** A day of the shop as the API shows it; amounts in cents. `conversion`: orders for each cart started, null when none was. */
export type DayView = {
  readonly day: string;
  readonly created: number;
  readonly paid: number;
  readonly cancelled: number;
  readonly refunded: number;
  readonly revenueCents: number;
  readonly grossMarginCents: number;
  readonly refundedCents: number;
  readonly registrations: number;
  readonly logins: number;
  readonly failedLogins: number;
  readonly cartsStarted: number;
  readonly conversion: number | null;
};

/** A product's share of the sales. */
export type ProductSales = SalesHour['products'][number];

/** What `GET /api/admin/statistics` answers. */
export type Statistics = {
  readonly currency: string;
  readonly days: readonly DayView[];
  readonly totals: Omit<DayView, 'day'>;
  readonly topProducts: readonly ProductSales[];
};

const TOP = 10;

type Hours = { readonly sales: readonly SalesHour[]; readonly activity: readonly ActivityHour[] };

async function hoursOfMonth(month: string, first: string, last: string): Promise<Hours> {
  const between = [{ hour: `${first}T00` }, { hour: `${last}T23` }] as const;
  const [sales, activity] = await Promise.all([
    salesHours()
      .query.byMonth({ month })
      .between(...between)
      .go({ pages: 'all' }),
    activityHours()
      .query.byMonth({ month })
      .between(...between)
      .go({ pages: 'all' }),
  ]);
  return { sales: sales.data, activity: activity.data };
}

function summed({ sales, activity }: Hours): Omit<DayView, 'day'> {
  const ofSales = (of: (hour: SalesHour) => number) => sales.reduce((sum, hour) => sum + of(hour), 0);
  const ofActivity = (of: (hour: ActivityHour) => number) => activity.reduce((sum, hour) => sum + of(hour), 0);
  const created = ofSales((hour) => hour.created);
  const cartsStarted = ofActivity((hour) => hour.cartsStarted);
  return {
    created,
    paid: ofSales((hour) => hour.paid),
    cancelled: ofSales((hour) => hour.cancelled),
    refunded: ofSales((hour) => hour.refunded),
    revenueCents: ofSales((hour) => hour.revenueCents),
    grossMarginCents: ofSales((hour) => hour.grossMarginCents),
    refundedCents: ofSales((hour) => hour.refundedCents),
    registrations: ofActivity((hour) => hour.registrations),
    logins: ofActivity((hour) => hour.logins),
    failedLogins: ofActivity((hour) => hour.failedLogins),
    cartsStarted,
    conversion: cartsStarted === 0 ? null : created / cartsStarted,
  };
}

function topProducts(sales: readonly SalesHour[]): ProductSales[] {
  const products = new Map<string, ProductSales>();
  for (const sold of sales.flatMap((hour) => hour.products)) {
    const before = products.get(sold.productId) ?? { ...sold, quantity: 0, revenueCents: 0 };
    const quantity = before.quantity + sold.quantity;
    products.set(sold.productId, { ...sold, quantity, revenueCents: before.revenueCents + sold.revenueCents });
  }
  return [...products.values()].sort((one, other) => other.revenueCents - one.revenueCents).slice(0, TOP);
}

/** Sales, activity, conversion and the best-selling products of those days (ascending), from the roll-ups. */
export async function statisticsOf(days: readonly string[]): Promise<Statistics> {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const months = [...new Set(days.map(monthOf))];
  const found = await Promise.all(months.map((month) => hoursOfMonth(month, first, last)));
  const sales = found.flatMap((month) => month.sales);
  const activity = found.flatMap((month) => month.activity);
  const ofDay = (day: string): Hours => ({
    sales: sales.filter(({ hour }) => hour.startsWith(day)),
    activity: activity.filter(({ hour }) => hour.startsWith(day)),
  });
  return {
    currency: CURRENCY,
    days: days.map((day) => ({ day, ...summed(ofDay(day)) })),
    totals: summed({ sales, activity }),
    topProducts: topProducts(sales),
  };
}
