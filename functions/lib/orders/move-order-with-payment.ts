import type { OrderStatus } from '../../../monitoring/dimensions.ts';
import { type Order, orders } from '../entities/order.ts';
import type { PaymentGateway } from '../payments/payment-gateway.ts';
import { capture, release } from '../payments/release.ts';
import { Problem } from '../problem.ts';
import { checkMove, type Move, moveOrder } from './move-order.ts';
import { releasePayment } from './release-payment.ts';

/** Where an order's card may not have been charged yet: whoever made it paid may have died before they took the money. */
const UNSURE: readonly OrderStatus[] = ['created', 'paid'];

/** A move, or what must not be done before the money is taken, such as handing goods to the carrier, and makes the move. */
type Moving = Move | (() => Promise<Move>);

/** The money is taken before the order moves: what cannot be taken is not shipped. A repetition takes it once. */
async function capturePayment(gateway: PaymentGateway, { id }: Order): Promise<void> {
  if (await capture(gateway, id)) return;
  throw new Problem(502, 'The payment provider has not paid. Try again, or cancel the order.', {
    code: 'payment-failed',
  });
}

/** Gives back what was taken for an order that was cancelled at the same moment. */
async function releaseCancelled(gateway: PaymentGateway, { id }: Order): Promise<void> {
  const { data } = await orders().get({ id }).go({ consistent: true });
  if (data?.status === 'cancelled') await release(gateway, id);
}

/**
 * Moves an order as `moveOrder` does, and the card's payment with it: a card is charged before its order is paid, and again
 * before it is shipped or refunded (502 when that fails). After the order is cancelled a card gets its money back, and an invoice
 * is called off (a failure is logged, and the authorisation lapses).
 */
export async function moveOrderWithPayment(
  order: Order,
  to: OrderStatus,
  move: Moving,
  gateway: PaymentGateway,
): Promise<'moved' | 'conflict'> {
  checkMove(order, to);
  const byCard = order.paymentMethod === 'card';
  const charged = byCard && to !== 'cancelled' && UNSURE.includes(order.status);
  if (charged) await capturePayment(gateway, order);
  const outcome = await moveOrder(order, to, typeof move === 'function' ? await move() : move);
  if (charged && outcome === 'conflict') await releaseCancelled(gateway, order);
  if (to === 'cancelled' && outcome === 'moved') await releasePayment(order, gateway);
  return outcome;
}
