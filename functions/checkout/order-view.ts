import type { Order } from '../lib/entities/order.ts';

/** An order as the API shows it to whoever placed it. */
export type OrderView = Pick<Order, 'id' | 'status' | 'totalCents' | 'currency' | 'lines'> & {
  readonly shipping: NonNullable<Order['shipping']> | null;
  readonly createdAt: string;
  readonly shippedAt?: string;
};

/** What the API tells of an order. */
export function orderView(order: Order): OrderView {
  const { id, status, totalCents, currency, lines, shipping, createdAt, shippedAt } = order;
  return {
    id,
    status,
    totalCents,
    currency,
    lines,
    shipping: shipping ?? null,
    createdAt: new Date(createdAt).toISOString(),
    ...(shippedAt === undefined ? {} : { shippedAt: new Date(shippedAt).toISOString() }),
  };
}
