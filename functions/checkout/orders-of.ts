import * as z from 'zod/mini';
import { type Order, orders } from '../lib/entities/order.ts';
import { isId } from '../lib/ids.ts';
import { notFound } from '../lib/problem.ts';

const orderId = z
  .string()
  .check(z.refine((id) => isId('ord', id), { params: { rule: 'must be an earlier nextCursor' } }));

/** Query of `GET /api/orders`; the cursor is the last order of the page before. */
export const OrderQuery = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
  cursor: z.optional(orderId),
});

/** One page of a user's orders, newest first, and the cursor of the next page when there is one. */
export async function ordersOf(
  userId: string,
  { limit, cursor }: z.infer<typeof OrderQuery>,
): Promise<{ page: Order[]; nextCursor: string | null }> {
  const all = orders().query.byUser({ userId });
  const { data } = await (cursor === undefined ? all : all.lt({ id: cursor })).go({ order: 'desc', limit: limit + 1 });
  const page = data.slice(0, limit);
  return { page, nextCursor: data.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** The user's own order; somebody else's does not exist for them (404). */
export async function ownOrder(userId: string, id: string): Promise<Order> {
  const { data } = isId('ord', id) ? await orders().get({ id }).go({ consistent: true }) : { data: null };
  if (!data || data.userId !== userId) throw notFound('order');
  return data;
}
