import type { OrderStatus } from '../../monitoring/dimensions.ts';
import type { Order } from '../lib/entities/order.ts';
import { isDeletedUser } from '../lib/open-account.ts';
import { NEXT_STATUSES } from '../lib/order-status.ts';
import { creditOf } from '../lib/orders/credit-of.ts';

/**
 * The statuses that an admin may move an order to: what waits for a review is decided there and nowhere else, and a deleted
 * account has no wallet for the money. What verified a deployment can only be cancelled.
 */
export function allowedMoves(order: Order): readonly OrderStatus[] {
  const { status, review, userId, synthetic } = order;
  if (status === 'created' && review === 'pending') return [];
  if (synthetic) return NEXT_STATUSES[status].filter((to) => to === 'cancelled');
  return NEXT_STATUSES[status].filter((to) => !isDeletedUser(userId) || creditOf(order, to) === 0);
}
