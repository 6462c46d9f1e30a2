import { randomUUID } from 'node:crypto';
import { expect, type Step } from '../../functions/probe/look-around.ts';
import { type Shopper, StepError } from '../../functions/probe/shopper.ts';
import { ANSWERS, answerOf } from './answers.ts';
import { cancelOpenOrders } from './clear-account.ts';
import type { Account } from './synthetic-account.ts';

/** A walk to checkout; the year is the stage's. */
export type CheckoutWalk = {
  readonly shopper: Shopper;
  readonly step: Step;
  readonly account: Account;
  readonly year: number;
};

/** Dearer orders are held for a person's look (functions/checkout/fraud.ts). */
const DEAREST = 100_000;

const SHIPPING = { name: 'Deployment', street: '1 Sample Street', city: 'Sampleton', postcode: '12345', country: 'NL' };

/** What is left of it most is missed least meanwhile. */
async function chooseProduct(shopper: Shopper, signal: AbortSignal): Promise<string> {
  const { products } = answerOf(ANSWERS.products, await shopper.json('/api/products?limit=100', { signal }));
  const [best] = products
    .filter(({ stock, priceCents }) => stock > 0 && priceCents < DEAREST)
    .sort((one, other) => other.stock - one.stock);
  if (best === undefined) throw new StepError('nothing in stock can be bought without a review');
  return best.id;
}

async function readCart(shopper: Shopper, signal: AbortSignal) {
  return answerOf(ANSWERS.cart, await shopper.json('/api/cart', { signal }));
}

/** What a walk before this one has left in the cart would be bought with the rest. */
async function emptyCart(shopper: Shopper, signal: AbortSignal): Promise<void> {
  for (const { productId } of (await readCart(shopper, signal)).lines)
    await shopper.json(`/api/cart/items/${productId}`, { method: 'DELETE', signal });
}

async function fillCart({ shopper, step }: CheckoutWalk): Promise<number> {
  const productId = await step('put into cart', async (signal) => {
    await emptyCart(shopper, signal);
    const id = await chooseProduct(shopper, signal);
    await shopper.json(`/api/cart/items/${id}`, { method: 'PUT', body: { quantity: 1 }, signal });
    return id;
  });
  return step('read cart', async (signal) => {
    const { lines, totalCents } = await readCart(shopper, signal);
    expect(lines.length === 1 && lines[0]?.productId === productId, 'the cart does not hold what was put into it');
    return totalCents;
  });
}

/** A card of the sandbox, good for two years yet. */
function payment(year: number) {
  const expiry = `12/${String((year + 2) % 100).padStart(2, '0')}`;
  return { method: 'card', number: '4242424242424242', expiry, cvc: '123' } as const;
}

/** Orders twice with one key, as a shopper does whose first answer was lost. */
async function placeOrder({ shopper, step, year }: CheckoutWalk, expectedTotalCents: number): Promise<string> {
  const headers = { 'idempotency-key': randomUUID() };
  const body = { payment: payment(year), shipping: SHIPPING, expectedTotalCents };
  const order = async (signal: AbortSignal) =>
    answerOf(ANSWERS.order, await shopper.json('/api/checkout', { method: 'POST', body, headers, signal })).order;
  const { id } = await step('checkout', async (signal) => {
    const placed = await order(signal);
    expect(placed.totalCents === expectedTotalCents, 'the order’s total is not the cart’s');
    expect(placed.status === 'paid', `the order is ${placed.status} instead of paid`);
    return placed;
  });
  await step('checkout repeated', async (signal) => {
    expect((await order(signal)).id === id, 'the same checkout made another order');
  });
  return id;
}

async function cancelOrder({ shopper, step }: CheckoutWalk, id: string): Promise<void> {
  const path = `/api/orders/${id}`;
  await step('read order', async (signal) => {
    const { order } = answerOf(ANSWERS.order, await shopper.json(path, { signal }));
    expect(order.id === id, 'the answer is about another order');
  });
  await step('cancel order', async (signal) => {
    const { order } = answerOf(ANSWERS.order, await shopper.json(`${path}/cancel`, { method: 'POST', signal }));
    expect(order.status === 'cancelled', `the order is ${order.status} instead of cancelled`);
  });
}

/** Signs in, buys one thing by the sandbox's card, and cancels: what was in stock before is so again. */
export async function buyAndCancel(walk: CheckoutWalk): Promise<void> {
  const { shopper, step, account } = walk;
  await step('sign in', async (signal) => {
    await shopper.json('/api/auth/login', { method: 'POST', body: account, signal });
    await cancelOpenOrders(shopper, signal);
  });
  const totalCents = await fillCart(walk);
  await cancelOrder(walk, await placeOrder(walk, totalCents));
}
