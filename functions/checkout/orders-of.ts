import { type Order, orders } from '../lib/entities/order.ts';
import { isId } from '../lib/ids.ts';
import { notFound } from '../lib/problem.ts';
import { type PageQuery, pageOf, pageQuery } from './page-query.ts';

/** Query of `GET /api/orders`. */
export const OrderQuery = pageQuery('ord');

/** One page of a user's orders, newest first, and the cursor of the next page when there is one. */
export async function ordersOf(userId: string, { limit, cursor }: PageQuery) {
  const all = orders().query.byUser({ userId });
  const { data } = await (cursor === undefined ? all : all.lt({ id: cursor })).go({ order: 'desc', limit: limit + 1 });
  return pageOf<Order>(data, limit);
}

/** The user's own order; somebody else's does not exist for them (404). */
export async function ownOrder(userId: string, id: string): Promise<Order> {
  const { data } = isId('ord', id) ? await orders().get({ id }).go({ consistent: true }) : { data: null };
  if (!data || data.userId !== userId) throw notFound('order');
  return data;
}
