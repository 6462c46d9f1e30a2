import { ORDER_STATUSES, type OrderStatus } from '../../monitoring/dimensions.ts';
import type { Order } from '../lib/entities/order.ts';

/** A status that an order has reached, and when (ISO 8601). */
export type OrderStep = { readonly status: OrderStatus; readonly at: string };

/** When an order reached its statuses after the first (ISO 8601). */
type Times = { readonly [K in `${Exclude<OrderStatus, 'created'>}At`]?: string };

/** An order as the API shows it to whoever placed it. */
export type OrderView = Pick<Order, 'id' | 'status' | 'totalCents' | 'currency' | 'paymentMethod'> &
  Times & {
    readonly lines: readonly Pick<Order['lines'][number], 'productId' | 'name' | 'quantity' | 'priceCents'>[];
    readonly shipping: NonNullable<Order['shipping']> | null;
    readonly createdAt: string;
    /** Set when the order is or was looked at before it is shipped; `pending` only for as long as somebody will. */
    readonly review?: NonNullable<Order['review']>;
    /** The carrier's number of the parcel. */
    readonly trackingNumber?: string;
    /** What came back as store credit when the order was cancelled or refunded, in cents. */
    readonly creditedCents: number;
    /** What the order went through, oldest first. */
    readonly history: readonly OrderStep[];
  };

function lineView({ productId, name, quantity, priceCents }: Order['lines'][number]): OrderView['lines'][number] {
  return { productId, name, quantity, priceCents };
}

function reached(order: Order): readonly { readonly status: OrderStatus; readonly at: number }[] {
  const steps = ORDER_STATUSES.flatMap((status) => {
    const at = order[`${status}At`];
    return at === undefined ? [] : [{ status, at }];
  });
  return steps.toSorted((a, b) => a.at - b.at);
}

/** An authorisation that is voided gives no credit, and neither does what nobody has paid. */
function creditedCents({ status, paymentMethod, totalCents, paidAt }: Order): number {
  const credited = paymentMethod === 'wallet' || (paymentMethod === 'invoice' && paidAt !== undefined);
  return status === 'refunded' || (status === 'cancelled' && credited) ? totalCents : 0;
}

/** What the API tells of an order. */
export function orderView(order: Order): OrderView {
  const { id, status, totalCents, currency, paymentMethod, lines, shipping, trackingNumber } = order;
  const review = order.review === 'pending' && status !== 'created' ? undefined : order.review;
  const history = reached(order).map((step) => ({ status: step.status, at: new Date(step.at).toISOString() }));
  const times: Times = Object.fromEntries(history.map(({ status, at }) => [`${status}At`, at]));
  return {
    ...{ id, status, totalCents, currency, paymentMethod },
    lines: lines.map(lineView),
    shipping: shipping ?? null,
    ...(review === undefined ? {} : { review }),
    ...(trackingNumber === undefined ? {} : { trackingNumber }),
    creditedCents: creditedCents(order),
    ...times,
    createdAt: new Date(order.createdAt).toISOString(),
    history,
  };
}
