import type { Order, OrderStatus } from '../api/types.ts';

/** One station of an order: reached (perhaps with the time), the one that comes next, or later. */
export type Station = {
  status: OrderStatus;
  label: string;
  state: 'done' | 'next' | 'later';
  at?: string;
  note?: string;
};

const WAY = ['created', 'paid', 'shipped', 'delivered'] as const satisfies readonly OrderStatus[];

const LABELS: Readonly<Record<OrderStatus, string>> = {
  created: 'Ordered',
  paid: 'Paid',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
};

type Times = Pick<Order, 'createdAt' | 'paidAt' | 'shippedAt' | 'deliveredAt' | 'cancelledAt' | 'refundedAt'>;
type Tracked = Times & Pick<Order, 'status' | 'paymentMethod' | 'review'>;

const timesOf = (order: Times): Readonly<Record<OrderStatus, string | undefined>> => ({
  created: order.createdAt,
  paid: order.paidAt,
  shipped: order.shippedAt,
  delivered: order.deliveredAt,
  cancelled: order.cancelledAt,
  refunded: order.refundedAt,
});

function waitingFor(next: OrderStatus, { review, paymentMethod }: Tracked): string {
  if (next === 'shipped') return 'Being packed.';
  if (next === 'delivered') return 'On its way.';
  if (review === 'pending') return 'Being checked by a person; this takes a little while.';
  return paymentMethod === 'invoice' ? 'Waiting for your transfer.' : 'Waiting for the payment.';
}

function ended(order: Tracked, end: 'cancelled' | 'refunded'): Station[] {
  const times = timesOf(order);
  const reached = [...WAY.filter((status) => times[status] !== undefined), end];
  return reached.map((status) => station(status, 'done', times[status]));
}

function station(status: OrderStatus, state: Station['state'], at?: string, note?: string): Station {
  return { status, label: LABELS[status], state, ...(at && { at }), ...(note && { note }) };
}

/** The stations of an order, those behind it and those before it; what was cancelled or refunded ends there. */
export function timeline(order: Tracked): Station[] {
  const { status } = order;
  if (status === 'cancelled' || status === 'refunded') return ended(order, status);
  const here = WAY.indexOf(status);
  return WAY.map((at, index) => {
    if (index <= here) return station(at, 'done', timesOf(order)[at]);
    return index === here + 1 ? station(at, 'next', undefined, waitingFor(at, order)) : station(at, 'later');
  });
}

/** Whether an order may still move by itself, so that it is worth looking again. */
export function isUnderWay({ status }: Pick<Order, 'status'>): boolean {
  return status === 'created' || status === 'paid' || status === 'shipped';
}
