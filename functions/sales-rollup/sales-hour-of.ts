import type { SalesHour } from '../lib/entities/sales-hour.ts';
import { monthOf } from '../lib/hour-of.ts';
import type { HourTotals } from './hour-totals.ts';

/** Products that an hour's roll-up names. */
const MOST_PRODUCTS = 100;

/** The roll-up of an hour; of its products those with the largest revenue. */
export function salesHourOf(hour: string, totals: HourTotals): SalesHour {
  const { reached, revenueCents, grossMarginCents, refundedCents } = totals;
  const products = [...totals.products.values()]
    .sort((one, other) => other.revenueCents - one.revenueCents)
    .slice(0, MOST_PRODUCTS);
  return { month: monthOf(hour), hour, ...reached, revenueCents, grossMarginCents, refundedCents, products };
}
