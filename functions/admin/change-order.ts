import type { OrderStatus } from '../../monitoring/dimensions.ts';
import { auditAction } from '../lib/audit-entry.ts';
import type { Carrier } from '../lib/carrier.ts';
import type { Order } from '../lib/entities/order.ts';
import { moveOrder } from '../lib/orders/move-order.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { capture, release } from '../lib/payments/release.ts';
import { Problem } from '../lib/problem.ts';
import { writeAll } from '../lib/write.ts';
import type { Acting } from './acting.ts';
import { allowedMoves } from './allowed-moves.ts';
import type { Decision } from './order-request.ts';
import { orderOf } from './read-order.ts';

/** Whom an admin's decisions reach outside of the shop. */
export type Partners = { readonly gateway: PaymentGateway; readonly carrier: Carrier };

/** 409 that tells what the order is now and what it may become. */
async function changed(id: string): Promise<Problem> {
  const order = await orderOf(id);
  return refused(order, `The order has changed meanwhile: it is ${order.status}.`);
}

function refused(order: Order, detail: string): Problem {
  const members = { orderStatus: order.status, review: order.review ?? null, moves: allowedMoves(order) };
  return new Problem(409, detail, { code: 'order-status', members });
}

function checkMove(order: Order, to: OrderStatus): void {
  if (allowedMoves(order).includes(to)) return;
  if (order.status === 'created' && order.review === 'pending') {
    throw refused(order, 'The order waits for a review. Approve or reject it there.');
  }
  throw refused(order, `An order that is ${order.status} cannot become ${to}.`);
}

/** What of a card's payment follows once the order has moved: none of it can undo that. */
async function settle({ id, paymentMethod, status }: Order, to: OrderStatus, gateway: PaymentGateway): Promise<void> {
  if (paymentMethod !== 'card') return;
  if (to === 'cancelled') await release(gateway, id);
  if (to === 'paid' && status === 'created') await capture(gateway, id);
}

/**
 * Moves an order to a status and returns it, with all that follows for stock, credit and payment; 409 when it cannot get
 * there from what it is, 404 when there is none.
 */
export async function changeStatus(
  id: string,
  to: OrderStatus,
  { actor, now }: Acting,
  { gateway, carrier }: Partners,
): Promise<Order> {
  const order = await orderOf(id);
  checkMove(order, to);
  const audit = auditAction({
    ...{ actor, action: 'order.status', target: id, now },
    details: { status: { from: order.status, to } },
  });
  const set = to === 'shipped' ? { trackingNumber: await carrier.accept(id, now) } : {};
  if ((await moveOrder(order, to, { now, actor: 'admin', set, extra: [audit] })) === 'conflict')
    throw await changed(id);
  await settle(order, to, gateway);
  return orderOf(id);
}

/** The order as it waits for a decision; 409 when it does not. */
async function pendingOrder(id: string): Promise<Order> {
  const order = await orderOf(id);
  if (order.status === 'created' && order.review === 'pending') return order;
  throw refused(order, 'The order waits for no review.');
}

/** An approved invoice is as unpaid as before; any other order is paid by that. */
async function approve(order: Order, { actor, now }: Acting): Promise<boolean> {
  const { id, paymentMethod } = order;
  const audit = auditAction({ actor, action: 'review.approve', target: id, now });
  const review = 'approved' as const;
  if (paymentMethod !== 'invoice') {
    return (await moveOrder(order, 'paid', { now, actor: 'admin', set: { review }, extra: [audit] })) === 'moved';
  }
  const { committed } = await writeAll([
    (table) =>
      table.order
        .patch({ id })
        .set({ review })
        .where((stored, { eq }) => `${eq(stored.status, 'created')} AND ${eq(stored.review, 'pending')}`)
        .commit(),
    audit,
  ]);
  return committed;
}

async function reject(order: Order, { actor, now }: Acting): Promise<boolean> {
  const audit = auditAction({ actor, action: 'review.reject', target: order.id, now });
  const set = { review: 'rejected' } as const;
  return (await moveOrder(order, 'cancelled', { now, actor: 'admin', set, extra: [audit] })) === 'moved';
}

/** Decides on an order that fraud rules have held and returns it; 409 when it waits for no decision any more. */
export async function decide(id: string, decision: Decision, acting: Acting, { gateway }: Partners): Promise<Order> {
  const order = await pendingOrder(id);
  const decided = await (decision === 'approve' ? approve(order, acting) : reject(order, acting));
  if (!decided) throw await changed(id);
  if (decision === 'reject') await settle(order, 'cancelled', gateway);
  else if (order.paymentMethod !== 'invoice') await settle(order, 'paid', gateway);
  return orderOf(id);
}
