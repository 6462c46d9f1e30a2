import type { OrderStatus } from '../../monitoring/dimensions.ts';
import { auditAction } from '../lib/audit-entry.ts';
import type { Carrier } from '../lib/carrier.ts';
import type { Order } from '../lib/entities/order.ts';
import { moveOrderWithPayment } from '../lib/orders/move-order-with-payment.ts';
import { partnerAnswer } from '../lib/partner-answer.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { Problem } from '../lib/problem.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
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
  const move = async () => {
    const set = to === 'shipped' ? { trackingNumber: await partnerAnswer(() => carrier.accept(id, now)) } : {};
    return { now, actor: 'admin', set, extra: [audit] } as const;
  };
  if ((await moveOrderWithPayment(order, to, move, gateway)) === 'conflict') throw await changed(id);
  return orderOf(id);
}

/** The order as it waits for a decision; 409 when it does not. */
async function pendingOrder(id: string): Promise<Order> {
  const order = await orderOf(id);
  if (order.status === 'created' && order.review === 'pending') return order;
  throw refused(order, 'The order waits for no review.');
}

/** An approved invoice is as unpaid as before. */
async function approveInvoice({ id }: Order, audit: WriteAction): Promise<'moved' | 'conflict'> {
  const { committed } = await writeAll([
    (table) =>
      table.order
        .patch({ id })
        .set({ review: 'approved' })
        .where((stored, { eq }) => `${eq(stored.status, 'created')} AND ${eq(stored.review, 'pending')}`)
        .commit(),
    audit,
  ]);
  return committed ? 'moved' : 'conflict';
}

/** What is approved is paid thereby, unless it is an invoice; what is rejected is cancelled. */
function settle(order: Order, decision: Decision, { actor, now }: Acting, gateway: PaymentGateway) {
  const audit = auditAction({ actor, action: `review.${decision}`, target: order.id, now });
  if (decision === 'approve' && order.paymentMethod === 'invoice') return approveInvoice(order, audit);
  const [to, review] = decision === 'approve' ? (['paid', 'approved'] as const) : (['cancelled', 'rejected'] as const);
  const move = { now, actor: 'admin', set: { review }, extra: [audit] } as const;
  return moveOrderWithPayment(order, to, move, gateway);
}

/** Decides on an order that fraud rules have held and returns it; 409 when it waits for no decision any more. */
export async function decide(id: string, decision: Decision, acting: Acting, { gateway }: Partners): Promise<Order> {
  const order = await pendingOrder(id);
  if ((await settle(order, decision, acting, gateway)) === 'conflict') throw await changed(id);
  return orderOf(id);
}
