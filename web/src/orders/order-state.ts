import type { Order } from '../api/types.ts';
import type { Tone } from '../ui/badge.tsx';

/** How far an order is, in a word or two for its badge. */
export function orderState({ status, review, paymentMethod }: Pick<Order, 'status' | 'review' | 'paymentMethod'>): {
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
