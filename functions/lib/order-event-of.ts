import type { OrderStatus } from '../../monitoring/dimensions.ts';
import type { Order } from './entities/order.ts';
import type { OrderEvent } from './entities/order-event.ts';
import { hourOf } from './hour-of.ts';
import { pseudonym } from './pseudonym.ts';

/** What the goods of an order cost the shop, in cents, as far as that is known. */
export function costOf(lines: Order['lines']): number {
  return lines.reduce((sum, { quantity, costCents }) => sum + quantity * (costCents ?? 0), 0);
}

/**
 * The event to write in the transaction that moves the order to that status. A name that is taken means that the order has
 * been there before: create it, so that the move happens once.
 */
export function orderEventOf(
  order: Pick<
    Order,
    'id' | 'userId' | 'totalCents' | 'lines' | 'paymentMethod' | 'paidAt' | 'review' | 'synthetic' | 'traceHeader'
  >,
  status: OrderStatus,
  at: number,
  actor: OrderEvent['actor'],
): OrderEvent {
  const { id, userId, totalCents, lines, paymentMethod, paidAt, review, synthetic, traceHeader } = order;
  return {
    ...{ orderId: id, status, at, hour: hourOf(at), actor, totalCents, costCents: costOf(lines), paymentMethod },
    user: pseudonym(userId),
    ...(status === 'shipped' && review === undefined && paidAt !== undefined && { paidAt }),
    ...(synthetic === undefined ? {} : { synthetic }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
}
