import {
  ORDER_STATUSES,
  type OrderStatus,
  WALLET_MOVEMENTS,
  type WalletMovement,
} from '../../monitoring/dimensions.ts';
import type { LedgerEntry } from '../lib/entities/ledger-entry.ts';
import type { OrderEvent } from '../lib/entities/order-event.ts';
import type { SalesHour } from '../lib/entities/sales-hour.ts';

type ProductSales = SalesHour['products'][number];

/** What an hour comes to as far as it has been read; amounts in cents, those of wallet movements positive. */
export type HourTotals = {
  readonly reached: Record<OrderStatus, number>;
  revenueCents: number;
  grossMarginCents: number;
  refundedCents: number;
  readonly moved: Record<WalletMovement, number>;
  readonly products: Map<string, ProductSales>;
};

function noneOf<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

/** Of an hour of which nothing has been read. */
export function noTotals(): HourTotals {
  return {
    ...{ reached: noneOf(ORDER_STATUSES), moved: noneOf(WALLET_MOVEMENTS), products: new Map() },
    ...{ revenueCents: 0, grossMarginCents: 0, refundedCents: 0 },
  };
}

/** Adds what an order has reached. */
export function addEvent(totals: HourTotals, { status, totalCents, costCents }: OrderEvent): void {
  totals.reached[status] += 1;
  if (status === 'refunded') totals.refundedCents += totalCents;
  if (status !== 'paid') return;
  totals.revenueCents += totalCents;
  totals.grossMarginCents += totalCents - costCents;
}

/** Adds a movement of store credit. */
export function addEntry({ moved }: HourTotals, { movement, amountCents }: LedgerEntry): void {
  moved[movement] += Math.abs(amountCents);
}

/** Adds a product that was sold. */
export function addSale(
  { products }: HourTotals,
  { priceCents, ...sold }: Omit<ProductSales, 'revenueCents'> & { readonly priceCents: number },
): void {
  const { productId, name } = sold;
  const known = products.get(productId) ?? { quantity: 0, revenueCents: 0 };
  const quantity = known.quantity + sold.quantity;
  products.set(productId, { productId, name, quantity, revenueCents: known.revenueCents + sold.quantity * priceCents });
}
