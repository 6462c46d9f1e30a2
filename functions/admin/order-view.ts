import type { OrderStatus } from '../../monitoring/dimensions.ts';
import type { Order } from '../lib/entities/order.ts';
import type { OrderEvent } from '../lib/entities/order-event.ts';
import { allowedMoves } from './allowed-moves.ts';

/** An order as admins see it; what has no value is null, times are ISO 8601. */
export type AdminOrderView = Pick<
  Order,
  'id' | 'userId' | 'status' | 'totalCents' | 'currency' | 'lines' | 'paymentMethod'
> & {
  readonly shipping: NonNullable<Order['shipping']> | null;
  readonly review: NonNullable<Order['review']> | null;
  /** The rules that held it for review. */
  readonly fraudRules: readonly string[];
  readonly trackingNumber: string | null;
  readonly createdAt: string;
  /** The statuses that an admin may move it to now. */
  readonly moves: readonly OrderStatus[];
};

/** A status that an order reached, when, and who moved it there. */
export type HistoryView = { readonly status: OrderStatus; readonly at: string; readonly actor: OrderEvent['actor'] };

/** What the API tells admins of an order. */
export function adminOrderView(order: Order): AdminOrderView {
  const { id, userId, status, totalCents, currency, lines, paymentMethod } = order;
  return {
    ...{ id, userId, status, totalCents, currency, lines, paymentMethod },
    shipping: order.shipping ?? null,
    review: order.review ?? null,
    fraudRules: order.fraudRules ?? [],
    trackingNumber: order.trackingNumber ?? null,
    createdAt: new Date(order.createdAt).toISOString(),
    moves: allowedMoves(order),
  };
}

/** What the API tells of an order's history. */
export function historyView({ status, at, actor }: OrderEvent): HistoryView {
  return { status, at: new Date(at).toISOString(), actor };
}
