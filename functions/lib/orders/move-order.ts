import type { OrderStatus } from '../../../monitoring/dimensions.ts';
import type { Order } from '../entities/order.ts';
import type { OrderEvent } from '../entities/order-event.ts';
import { isDeletedUser } from '../open-account.ts';
import { orderEventOf } from '../order-event-of.ts';
import { canMove } from '../order-status.ts';
import { Problem } from '../problem.ts';
import type { Pacing } from '../transact.ts';
import { refundActions } from '../wallet/wallet-actions.ts';
import { type WriteAction, writeAll } from '../write.ts';
import { creditOf } from './credit-of.ts';

/** When an order is moved, by whom, and what else is written in the same transaction. */
export type Move = {
  /** The event's time, epoch milliseconds. */
  readonly now: number;
  readonly actor: OrderEvent['actor'];
  /** What else changes of the order. */
  readonly set?: Partial<Pick<Order, 'review' | 'trackingNumber'>>;
  /** Further writes, such as an audit entry; when the condition of one of them fails, the move is a conflict. */
  readonly extra?: readonly WriteAction[];
  readonly pacing?: Pacing;
};

type Target = Exclude<OrderStatus, 'created'>;

const REACHED = {
  paid: 'paidAt',
  shipped: 'shippedAt',
  delivered: 'deliveredAt',
  cancelled: 'cancelledAt',
  refunded: 'refundedAt',
} as const satisfies Record<Target, keyof Order>;

/** The order must still be as it was read, and whose it was: accounts are deleted meanwhile. */
function statusAction(order: Order, to: Target, { now, set }: Move): WriteAction {
  return (table) =>
    table.order
      .patch({ id: order.id })
      .set({ ...set, status: to, [REACHED[to]]: now })
      .where(({ status, userId, review }, { eq, notExists }) => {
        const reviewed = order.review === undefined ? notExists(review) : eq(review, order.review);
        return `${eq(status, order.status)} AND ${eq(userId, order.userId)} AND ${reviewed}`;
      })
      .commit();
}

function eventAction(order: Order, to: Target, { now, actor }: Move): WriteAction {
  return (table) => table.orderEvent.create(orderEventOf(order, to, now, actor)).commit();
}

function creditActions(order: Order, to: Target, { now }: Move): readonly WriteAction[] {
  const { userId, id: reference, traceHeader } = order;
  const amountCents = creditOf(order, to);
  return amountCents === 0 ? [] : refundActions({ userId, amountCents, reference, now, traceHeader }).actions;
}

function restockAction({ productId, quantity }: Order['lines'][number]): WriteAction {
  return (table) => table.product.patch({ id: productId }).add({ stock: quantity }).commit();
}

/** Commits the move; products that turn out to be deleted get nothing back. */
async function commit(order: Order, to: Target, move: Move, restocked: Order['lines']): Promise<'moved' | 'conflict'> {
  const changes = [statusAction(order, to, move), eventAction(order, to, move), ...creditActions(order, to, move)];
  const others = [...changes, ...(move.extra ?? [])];
  const outcome = await writeAll([...others, ...restocked.map(restockAction)], move.pacing);
  if (outcome.committed) return 'moved';
  const failed = new Set(outcome.failed);
  if (outcome.failed.some((index) => index < others.length)) return 'conflict';
  return commit(
    order,
    to,
    move,
    restocked.filter((_, index) => !failed.has(others.length + index)),
  );
}

/** Refuses (409) a status that cannot be reached from the order's, credit for an account that is deleted, and what is not cancelled of a deployment's own. */
export function checkMove(order: Order, to: OrderStatus): asserts to is Target {
  if (to === 'created' || !canMove(order.status, to)) {
    throw new Problem(409, `An order that is ${order.status} cannot become ${to}.`, {
      code: 'order-status',
      members: { orderStatus: order.status },
    });
  }
  if (order.synthetic && to !== 'cancelled') {
    throw new Problem(409, 'This order is a deployment’s. It can only be cancelled.', {
      code: 'order-status',
      members: { orderStatus: order.status },
    });
  }
  if (isDeletedUser(order.userId) && creditOf(order, to) > 0) {
    throw new Problem(409, 'The account of this order is deleted: there is no wallet for the money.', {
      code: 'account-deleted',
    });
  }
}

/**
 * Moves an order as it was read to another status, in one transaction with its event, the stock that comes back and the
 * store credit that is due; `conflict` when the order has changed meanwhile, 409 when it cannot be. The payment by card is
 * left as it is: see `moveOrderWithPayment`.
 */
export async function moveOrder(order: Order, to: OrderStatus, move: Move): Promise<'moved' | 'conflict'> {
  checkMove(order, to);
  const returns = to === 'cancelled' || to === 'refunded';
  return commit(order, to, move, returns ? order.lines : []);
}
