import type { Line } from '../lib/emit.ts';
import type { Order } from '../lib/entities/order.ts';
import { type Attempt, attemptOf } from '../lib/idempotency.ts';
import { newId } from '../lib/ids.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { capture } from '../lib/payments/release.ts';
import { Problem } from '../lib/problem.ts';
import { stringsIn } from '../lib/redact.ts';
import { inSubsegment, traceHeader } from '../lib/tracing.ts';
import type { Pacing } from '../lib/transact.ts';
import { agreedTotal, type Basket, readBasket, refusedBasket } from './basket.ts';
import { checkFraud, countAlerts } from './check-fraud.ts';
import type { CheckoutRequest } from './checkout-request.ts';
import type { CommitResult } from './commit-order.ts';
import { draftOrder } from './draft-order.ts';
import { earlierOrder } from './earlier-order.ts';
import { mismatchAlerts } from './fraud.ts';
import { pay } from './pay.ts';
import { settle } from './settle.ts';

/** One call of checkout. */
export type Checkout = {
  readonly userId: string;
  readonly key: string;
  readonly body: CheckoutRequest;
  readonly now: number;
  readonly line: Line;
  /** Set for the account that a deployment is verified with. */
  readonly synthetic?: Order['synthetic'];
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
  checkout.line.set({ paymentMethod: checkout.body.payment.method });
  const earlier = await earlierOrder(attempt);
  const order = earlier ? await replayed(earlier, checkout.line) : await buyOnce(checkout, attempt, options);
  await takeMoney(order, options.gateway);
  return order;
}

/**
 * Takes a card's money for an order that is paid, and again when the checkout is repeated: a crash may have come between. Of
 * what is cancelled at that moment the provider gives nothing any more.
 */
async function takeMoney({ id, status, paidAt, paymentMethod }: Order, gateway: PaymentGateway): Promise<void> {
  if (paymentMethod !== 'card' || paidAt === undefined || status === 'cancelled') return;
  await capture(gateway, id);
}

async function replayed(order: Order, line: Line): Promise<Order> {
  line.set({ orderId: order.id, paymentResult: 'replayed' });
  await inSubsegment('payment', async (span) => {
    span.annotate({ orderId: order.id, paymentMethod: order.paymentMethod, outcome: 'replayed' });
  });
  return order;
}

/** Buys, unless a twin of this request has bought and emptied the cart meanwhile: then its order is the answer. */
async function buyOnce(checkout: Checkout, attempt: Attempt, options: CheckoutOptions): Promise<Order> {
  try {
    return await buy(checkout, attempt, options);
  } catch (error) {
    const twin = error instanceof Problem && error.status === 409 ? await earlierOrder(attempt) : undefined;
    if (twin) return replayed(twin, checkout.line);
    throw error;
  }
}

async function buy(checkout: Checkout, attempt: Attempt, options: CheckoutOptions): Promise<Order> {
  const { userId, body, now, line, synthetic } = checkout;
  const { gateway, pacing } = options;
  const basket = await readBasket(userId, now);
  const totalCents = agreedTotal(basket, body.expectedTotalCents);
  const early = await checkFraud(attempt, totalCents, checkout);
  const id = newId('ord', now);
  const limits = { timeout: options.paymentTimeout(), typed: stringsIn(body) };
  const { authorisationId, cardCountry } = await pay(body, { orderId: id, totalCents }, { gateway, limits, line });
  const alerts = [...early, ...mismatchAlerts(cardCountry, body.shipping.country)];
  const made = { id, userId, now, body, basket, totalCents, authorisationId, alerts, synthetic };
  const order = draftOrder({ ...made, traceHeader: traceHeader() });
  const result = await settle(order, basket, attempt, { gateway, pacing, line });
  if (result !== 'committed') throw await refusal(result, basket);
  countAlerts(alerts, line);
  line.set({ orderId: id, totalCents });
  return order;
}

async function refusal(result: Exclude<CommitResult, 'committed'>, basket: Basket): Promise<Problem> {
  switch (result) {
    case 'repeated':
      return new Problem(409, 'This checkout has just been made.', { code: 'repeated' });
    case 'account-closing':
      return new Problem(409, 'This account is being deleted. Nothing can be ordered with it.', { code: result });
    case 'cart-changed':
      return new Problem(409, 'The cart has changed meanwhile. Look at it again.', { code: 'cart-changed' });
    case 'products-changed':
      return refusedBasket(basket);
    case 'credit-missing':
      return new Problem(402, 'There is not enough store credit. Deposit some, or choose another way to pay.', {
        code: 'payment-declined',
      });
    default:
      return result satisfies never;
  }
}
