import { ORDER_STATUSES } from '../../monitoring/dimensions.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import { type OrderEvent, orderEvents } from '../lib/entities/order-event.ts';
import { notFound } from '../lib/problem.ts';
import { isOrderId } from './order-request.ts';

/** The order, read consistently; 404 when there is none. */
export async function orderOf(id: string): Promise<Order> {
  const { data } = isOrderId(id) ? await orders().get({ id }).go({ consistent: true }) : { data: null };
  if (!data) throw notFound('order');
  return data;
}

/** The statuses that an order has reached, in the order of its life. */
export async function historyOf(orderId: string): Promise<OrderEvent[]> {
  const { data } = await orderEvents().query.byOrder({ orderId }).go({ consistent: true, pages: 'all' });
  return data.sort((a, b) => a.at - b.at || ORDER_STATUSES.indexOf(a.status) - ORDER_STATUSES.indexOf(b.status));
}
