import type { Line } from '../lib/emit.ts';
import type { Order } from '../lib/entities/order.ts';
import { newId } from '../lib/ids.ts';
import { logger } from '../lib/logger.ts';
import { CURRENCY, totalOf } from '../lib/money.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { release } from '../lib/payments/release.ts';
import { Problem } from '../lib/problem.ts';
import { safeError, stringsIn } from '../lib/redact.ts';
import { traceHeader } from '../lib/tracing.ts';
import { type Pacing, UnknownOutcomeError } from '../lib/transact.ts';
import { type Basket, readBasket, refusedBasket } from './basket.ts';
import type { CheckoutRequest } from './checkout-request.ts';
import { type CommitResult, commitOrder } from './commit-order.ts';
import { type Attempt, attemptOf, orderOf } from './idempotency.ts';
import { pay } from './pay.ts';

/** One call of checkout. */
export type Checkout = {
  readonly userId: string;
  readonly key: string;
  readonly body: CheckoutRequest;
  readonly now: number;
  readonly line: Line;
};

/** What checkout works with. */
export type CheckoutOptions = {
  readonly gateway: PaymentGateway;
  /** How long the gateway may take, in milliseconds. */
  readonly paymentTimeout: () => number;
  readonly pacing?: Pacing;
};

/** The order that this checkout makes, or has made when it is a repetition. */
export async function placeOrder(checkout: Checkout, options: CheckoutOptions): Promise<Order> {
  const attempt = attemptOf(checkout.userId, checkout.key, checkout.body);
  const earlier = await orderOf(attempt);
  if (earlier) return replayed(earlier, checkout.line);
  try {
    return await buy(checkout, attempt, options);
  } catch (error) {
    // A twin of this request may have bought and emptied the cart meanwhile: then its order is the answer.
    const twin = error instanceof Problem && error.status === 409 ? await orderOf(attempt) : undefined;
    if (twin) return replayed(twin, checkout.line);
    throw error;
  }
}

function replayed(order: Order, line: Line): Order {
  line.set({ orderId: order.id, paymentResult: 'replayed' });
  return order;
}

async function buy(checkout: Checkout, attempt: Attempt, options: CheckoutOptions): Promise<Order> {
  const { userId, body, now, line } = checkout;
  const basket = await readBasket(userId, now);
  const id = newId('ord', now);
  const totalCents = totalOf(basket.lines);
  const { number, expiry, cvc } = body.payment;
  const request = { reference: id, amountCents: totalCents, currency: CURRENCY, card: { number, expiry, cvc } };
  const limits = { timeout: options.paymentTimeout(), typed: stringsIn(body) };
  const authorisationId = await pay(options.gateway, request, limits, line);
  const header = traceHeader();
  const order: Order = {
    id,
    userId,
    status: 'paid',
    totalCents,
    currency: CURRENCY,
    lines: basket.lines,
    shipping: body.shipping,
    paymentMethod: 'card',
    authorisationId,
    createdAt: now,
    ...(header === undefined ? {} : { traceHeader: header }),
  };
  const result = await settle(order, basket, attempt, options);
  if (result !== 'committed') throw await refusal(result, basket);
  line.set({ orderId: id, totalCents });
  return order;
}

/**
 * Commits the order and releases the authorisation when that did not happen. When the table does not tell, the
 * authorisation is neither used nor released: it lapses at the provider, and a repetition of the checkout finds the order
 * if there is one.
 */
async function settle(
  order: Order,
  basket: Basket,
  attempt: Attempt,
  { gateway, pacing }: CheckoutOptions,
): Promise<CommitResult> {
  try {
    const result = await commitOrder(order, basket, attempt, pacing);
    if (result !== 'committed') await release(gateway, order.id);
    return result;
  } catch (error) {
    if (error instanceof UnknownOutcomeError) {
      logger().error('It is unknown whether the order was committed.', { orderId: order.id, error: safeError(error) });
    } else await release(gateway, order.id);
    throw error;
  }
}

async function refusal(result: Exclude<CommitResult, 'committed'>, basket: Basket): Promise<Problem> {
  switch (result) {
    case 'repeated':
      return new Problem(409, 'This checkout has just been made.', { code: 'repeated' });
    case 'cart-changed':
      return new Problem(409, 'The cart has changed meanwhile. Look at it again.', { code: 'cart-changed' });
    case 'products-changed':
      return refusedBasket(basket);
    default:
      return result satisfies never;
  }
}
