import type { OrderStatus } from '../../../monitoring/dimensions.ts';
import type { Order } from '../entities/order.ts';

type Payment = Pick<Order, 'status' | 'paymentMethod' | 'totalCents'>;

/** What the customer has paid that no authorisation gives back when the order is cancelled. */
function paidFor({ status, paymentMethod, totalCents }: Payment): number {
  switch (paymentMethod) {
    case 'card':
      return 0;
    case 'wallet':
      return totalCents;
    case 'invoice':
      return status === 'created' ? 0 : totalCents;
    default:
      return paymentMethod satisfies never;
  }
}

/**
 * Store credit, in cents, that the customer gets when the order moves on: a refund is always store credit; of what is
 * cancelled, a card's authorisation is voided instead, and an invoice that nobody has paid credits nothing.
 */
export function creditOf(order: Payment, to: OrderStatus): number {
  switch (to) {
    case 'refunded':
      return order.totalCents;
    case 'cancelled':
      return paidFor(order);
    case 'created':
    case 'paid':
    case 'shipped':
    case 'delivered':
      return 0;
    default:
      return to satisfies never;
  }
}
