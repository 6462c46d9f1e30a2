import { encodeTime } from 'ulid';
import { ORDER_STATUSES, type OrderStatus } from '../../monitoring/dimensions.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import { isOrderId, type OrderListQuery, type ReviewListQuery } from './order-request.ts';

/** One page of orders, and the cursor of the next one when there is one. */
export type OrderPage = { readonly page: readonly Order[]; readonly nextCursor: string | null };

/** The two strings between which an order's id lies, neither included. */
type Range = { readonly above: string; readonly below: string };

/** What ids of that time (epoch milliseconds) and of none before it are greater than. */
function idAt(time: number): string {
  return `ord_${encodeTime(Math.max(0, time))}`;
}

function rangeOf({ from, to, cursor }: OrderListQuery): Range {
  const end = to === undefined ? 'ord_~' : idAt(Date.parse(to));
  return {
    above: from === undefined ? 'ord_' : idAt(Date.parse(from)),
    below: cursor === undefined || cursor > end ? end : cursor,
  };
}

/** Orders that DynamoDB looks at for a page when it leaves some of them out. */
const CHUNK = 200;

async function ofStatus(status: OrderStatus, { above, below }: Range, count: number): Promise<Order[]> {
  const all = orders().query.byStatus({ status }).between({ id: above }, { id: below });
  // One more, because `between` includes the cursor's own order.
  return (await all.go({ order: 'desc', count: count + 1, limit: count + 1 })).data;
}

async function ofUser(userId: string, status: OrderStatus | undefined, { above, below }: Range, count: number) {
  const all = orders().query.byUser({ userId }).between({ id: above }, { id: below });
  const wanted = status === undefined ? all : all.where((order, { eq }) => eq(order.status, status));
  return (await wanted.go({ order: 'desc', count: count + 1, limit: CHUNK })).data;
}

/** Of every status, since no index lists all orders; one that moves on meanwhile may be found twice. */
async function ofAll(range: Range, count: number): Promise<Order[]> {
  const found = await Promise.all(ORDER_STATUSES.map((status) => ofStatus(status, range, count)));
  const byId = new Map(found.flat().map((order) => [order.id, order]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}

function read({ userId, status }: OrderListQuery, range: Range, count: number): Promise<Order[]> {
  if (userId !== undefined) return ofUser(userId, status, range, count);
  return status === undefined ? ofAll(range, count) : ofStatus(status, range, count);
}

function pageOf(found: readonly Order[], limit: number): OrderPage {
  const page = found.slice(0, limit);
  return { page, nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null };
}

async function single(id: string): Promise<OrderPage> {
  const { data } = isOrderId(id) ? await orders().get({ id }).go({ consistent: true }) : { data: null };
  return { page: data ? [data] : [], nextCursor: null };
}

/** One page of the orders that the query asks for, newest first. */
export async function listOrders(query: OrderListQuery): Promise<OrderPage> {
  if (query.id !== undefined) return single(query.id);
  const range = rangeOf(query);
  if (range.above >= range.below) return { page: [], nextCursor: null };
  const found = await read(query, range, query.limit + 1);
  return pageOf(
    found.filter(({ id }) => id > range.above && id < range.below),
    query.limit,
  );
}

/** One page of the orders that wait for a person's decision, oldest first. */
export async function listReviews({ limit, cursor }: ReviewListQuery): Promise<OrderPage> {
  const all = orders().query.byStatus({ status: 'created' });
  const { data } = await (cursor === undefined ? all : all.gt({ id: cursor }))
    .where(({ review }, { eq }) => eq(review, 'pending'))
    .go({ count: limit + 1, limit: CHUNK });
  return pageOf(data, limit);
}
