import type { Order } from '../lib/entities/order.ts';
import { moveOrderWithPayment } from '../lib/orders/move-order-with-payment.ts';
import { releasePayment } from '../lib/orders/release-payment.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { Problem } from '../lib/problem.ts';
import type { Pacing } from '../lib/transact.ts';
import { ownOrder } from './orders-of.ts';

/** Whose order is to be cancelled, and when (epoch milliseconds). */
export type Cancellation = { readonly userId: string; readonly orderId: string; readonly now: number };

/** With whom an order is cancelled. */
type CancelOptions = { readonly gateway: PaymentGateway; readonly pacing?: Pacing };

/** An order moves four times at most. */
const ATTEMPTS = 4;

function tooLate({ status }: Order): Problem {
  return new Problem(409, `This order is ${status} already, so that it cannot be cancelled any more.`, {
    code: 'order-status',
    members: { orderStatus: status },
  });
}

/** Of an order that was cancelled before, the payment may still be reserved: releasing it again does no harm. */
async function cancelledBefore(order: Order, { gateway }: CancelOptions): Promise<Order> {
  await releasePayment(order, gateway);
  return order;
}

async function cancel(order: Order, { now }: Cancellation, { gateway, pacing }: CancelOptions) {
  if (order.status !== 'created' && order.status !== 'paid') throw tooLate(order);
  const move = { now, actor: 'customer', ...(pacing === undefined ? {} : { pacing }) } as const;
  return moveOrderWithPayment(order, 'cancelled', move, gateway);
}

/**
 * Cancels a user's own order, once however often it is asked for: goods and money go back. 404 for somebody else's order, 409
 * when it has been shipped.
 */
export async function cancelOrder(cancellation: Cancellation, options: CancelOptions): Promise<Order> {
  const { userId, orderId } = cancellation;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const order = await ownOrder(userId, orderId);
    if (order.status === 'cancelled') return cancelledBefore(order, options);
    if ((await cancel(order, cancellation, options)) === 'moved') return ownOrder(userId, orderId);
  }
  throw new Problem(503, 'The order keeps changing. Try again.', { code: 'busy', headers: { 'Retry-After': '1' } });
}
