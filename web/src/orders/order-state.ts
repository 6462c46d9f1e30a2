import type { Order } from '../api/types.ts';
import type { Tone } from '../ui/badge.tsx';

/** What tells how far an order is. */
export type OrderFacts = Pick<Order, 'status' | 'paymentMethod'> & { review?: Order['review'] | null };

/** How far an order is, in a word or two for its badge. */
export function orderState({ status, review, paymentMethod }: OrderFacts): {
  tone: Tone;
  label: string;
} {
  switch (status) {
    case 'created':
      if (review === 'pending') return { tone: 'warn', label: 'Being checked' };
      return paymentMethod === 'invoice'
        ? { tone: 'warn', label: 'Awaiting payment' }
        : { tone: 'info', label: 'Ordered' };
    case 'paid':
      return { tone: 'info', label: 'Paid' };
    case 'shipped':
      return { tone: 'info', label: 'Shipped' };
    case 'delivered':
      return { tone: 'good', label: 'Delivered' };
    case 'cancelled':
      return { tone: 'neutral', label: 'Cancelled' };
    case 'refunded':
      return { tone: 'neutral', label: 'Refunded' };
    default:
      return status satisfies never;
  }
}
