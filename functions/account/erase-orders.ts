import type { OrderStatus } from '../../monitoring/dimensions.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import type { User } from '../lib/entities/user.ts';
import { Problem } from '../lib/problem.ts';
import { writeAll } from '../lib/write.ts';

/** An order as far as the deletion of its account is concerned. */
type Known = Pick<Order, 'id' | 'status'>;

/** Orders that are written at the same time. */
const AT_ONCE = 10;

const CLOSED: readonly OrderStatus[] = ['delivered', 'cancelled', 'refunded'];

async function listed(userId: string): Promise<readonly Known[]> {
  const { data } = await orders()
    .query.byUser({ userId })
    .go({ pages: 'all', attributes: ['id', 'status'] });
  return data;
}

/**
 * The user's orders that still carry their name; 503 while DynamoDB does not yet list all that they have placed, since an index
 * is "eventually consistent".
 */
async function ownOrders({ id, orders: placed = 0, closing }: User): Promise<readonly Known[]> {
  const own = await listed(id);
  // Read second, so that what another request erases meanwhile is in one of the two.
  const erased = closing === undefined ? [] : await listed(closing);
  if (new Set([...own, ...erased].map((order) => order.id)).size >= placed) return own;
  throw new Problem(503, 'An order has only just been placed. Try again in a moment.', {
    code: 'busy',
    headers: { 'Retry-After': '1' },
  });
}

/** Refuses (409) while an order is on its way: it needs the address, and somebody to give the money back to. */
export async function checkOrders(user: User): Promise<void> {
  const open = (await ownOrders(user)).filter(({ status }) => !CLOSED.includes(status));
  if (open.length === 0) return;
  throw new Problem(409, 'Some of your orders are not closed yet. Cancel them, or wait for their arrival.', {
    code: 'orders-open',
    members: { openOrders: open.length },
  });
}

/** Takes name, address and tracking number off an order. Who moves it meanwhile finds that it is somebody else's. */
async function erase(userId: string, alias: string, { id }: Known): Promise<void> {
  await writeAll([
    (table) =>
      table.order
        .patch({ id })
        .set({ userId: alias })
        .remove(['shipping', 'trackingNumber'])
        .where((order, { eq }) => eq(order.userId, userId))
        .commit(),
  ]);
}

/** Erases who placed the orders of a user from every one of them that still says so, under the name that replaces theirs. */
export async function eraseOrders(user: User, alias: string, checkTime: () => void): Promise<void> {
  const own = await ownOrders(user);
  for (let first = 0; first < own.length; first += AT_ONCE) {
    checkTime();
    await Promise.all(own.slice(first, first + AT_ONCE).map((order) => erase(user.id, alias, order)));
  }
}
