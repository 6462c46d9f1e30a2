import type { OrderStatus } from '../../monitoring/dimensions.ts';
import type { Order } from '../lib/entities/order.ts';
import { NEXT_STATUSES } from '../lib/order-status.ts';

/** The statuses that an admin may move an order to: what waits for a review is decided there, and nowhere else. */
export function allowedMoves({ status, review }: Pick<Order, 'status' | 'review'>): readonly OrderStatus[] {
  return status === 'created' && review === 'pending' ? [] : NEXT_STATUSES[status];
}
