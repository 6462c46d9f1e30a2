import type { Order } from '../../../functions/lib/entities/order.ts';
import { orders } from '../../../functions/lib/entities/order.ts';
import { orderEvents } from '../../../functions/lib/entities/order-event.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { orderEventOf } from '../../../functions/lib/order-event-of.ts';
import { NOON } from '../../support/http-event.ts';

const ADDRESS = { name: 'Ida', street: '1 Long Lane', city: 'Sampleton', postcode: '12345', country: 'NL' };

/** Writes an order as a checkout does, with the event of its status; a mug for 10.00 paid by card unless it is said otherwise. */
export async function makeOrder(change: Partial<Order>): Promise<Order> {
  const { createdAt = NOON } = change;
  const order: Order = {
    id: newId('ord', createdAt),
    userId: newId('usr', NOON),
    status: 'paid',
    totalCents: 1_000,
    currency: 'EUR',
    lines: [{ productId: newId('prd', NOON), name: 'Mug', quantity: 1, priceCents: 1_000 }],
    shipping: ADDRESS,
    paymentMethod: 'card',
    createdAt,
    ...change,
  };
  await orders().create(order).go();
  await orderEvents()
    .create(orderEventOf(order, order.status, createdAt, 'customer'))
    .go();
  return order;
}
