import { ORDER_STATUSES, type OrderStatus } from '../../monitoring/dimensions.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import { type OrderEvent, orderEvents } from '../lib/entities/order-event.ts';
import type { SalesHour } from '../lib/entities/sales-hour.ts';
import { monthOf } from '../lib/hour-of.ts';

/** Products that an hour's roll-up names. */
const MOST_PRODUCTS = 100;
/** What BatchGetItem takes at once. */
const BATCH = 100;

/** Every order event of an hour, in pages as the index hands them out. */
export async function eventsOfHour(hour: string): Promise<OrderEvent[]> {
  const { data } = await orderEvents().query.byHour({ hour }).go({ pages: 'all' });
  return data;
}

async function ordersById(ids: readonly string[]): Promise<Order[]> {
  const found: Order[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const { data, unprocessed } = await orders()
      .get(ids.slice(start, start + BATCH).map((id) => ({ id })))
      .go();
    if (unprocessed.length > 0) throw new Error(`DynamoDB left ${unprocessed.length} orders unread.`);
    found.push(...data);
  }
  return found;
}

function topProducts(paid: readonly Order[]): SalesHour['products'] {
  const products = new Map<string, SalesHour['products'][number]>();
  for (const { productId, name, quantity, priceCents } of paid.flatMap(({ lines }) => lines)) {
    const known = products.get(productId) ?? { productId, name, quantity: 0, revenueCents: 0 };
    const revenueCents = known.revenueCents + quantity * priceCents;
    products.set(productId, { ...known, quantity: known.quantity + quantity, revenueCents });
  }
  return [...products.values()].sort((one, other) => other.revenueCents - one.revenueCents).slice(0, MOST_PRODUCTS);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The roll-up of an hour from its order events and the orders that were paid in it. */
export function salesOf(hour: string, events: readonly OrderEvent[], paidOrders: readonly Order[]): SalesHour {
  const of = (status: OrderStatus) => events.filter((event) => event.status === status);
  const counts = Object.fromEntries(ORDER_STATUSES.map((status) => [status, of(status).length]));
  const paid = of('paid');
  return {
    month: monthOf(hour),
    hour,
    ...(counts as Record<OrderStatus, number>),
    revenueCents: sum(paid.map(({ totalCents }) => totalCents)),
    grossMarginCents: sum(paid.map(({ totalCents, costCents }) => totalCents - costCents)),
    refundedCents: sum(of('refunded').map(({ totalCents }) => totalCents)),
    products: topProducts(paidOrders),
  };
}

/** Reads what the roll-up of an hour is made of, and makes it. */
export async function salesOfHour(hour: string, events: readonly OrderEvent[]): Promise<SalesHour> {
  const paid = events.filter(({ status }) => status === 'paid').map(({ orderId }) => orderId);
  return salesOf(hour, events, await ordersById(paid));
}
