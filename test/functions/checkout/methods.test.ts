import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { carts } from '../../../functions/lib/entities/cart.ts';
import { orders } from '../../../functions/lib/entities/order.ts';
import { orderEvents } from '../../../functions/lib/entities/order-event.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import {
  type EmbeddedShop,
  type ShopAnswer,
  type ShopProduct,
  startEmbeddedShop,
} from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { metricDimensions, metricValues } from '../../support/metric-values.ts';
import { signInAs } from '../../support/sign-in.ts';
import {
  BODIES,
  CARD,
  creditOf,
  deposit,
  eventsOf,
  ordersOf,
  recordingGateway,
  SHIPPING,
  stockOf,
} from './checkout-shop.ts';

type Answer = ShopAnswer<{ order: { id: string; status: string }; totalCents?: number; type?: string }>;

const gateway = recordingGateway();
let paymentTimeout: number;
let shop: EmbeddedShop;
let mug: ShopProduct;
let total: number;
let user: { userId: string; authorization: string };
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway, () => paymentTimeout);
  mug = await shop.product('mug');
  total = 2 * mug.priceCents;
  await products().patch({ id: mug.id }).set({ costCents: 700 }).go();
});
beforeEach(async () => {
  gateway.forget();
  paymentTimeout = 20_000;
  user = await signInAs('customer');
  await fill(2);
  await deposit(user.userId, total + 1);
  shop.output.clear();
});
afterAll(() => shop.stop());

const headers = () => ({ authorization: user.authorization });
const fill = (quantity: number) =>
  shop.call('PUT', `/api/cart/items/${mug.id}`, { body: { quantity }, headers: headers() });
const checkout = (body: unknown, key = 'key', now = NOON): Promise<Answer> =>
  shop.call('POST', '/api/checkout', { body, headers: { ...headers(), 'idempotency-key': key }, now });
const payments = () => metricDimensions(shop.output, 'Payments');
const itemsInCart = async () =>
  (await carts().get({ owner: user.userId }).go({ consistent: true })).data?.lines.length ?? 0;
/** Everything that a checkout changes. */
const world = async () => ({
  orders: (await ordersOf(user.userId)).length,
  stock: await stockOf(mug.id),
  items: await itemsInCart(),
  credit: await creditOf(user.userId),
});

const METHODS = [
  { method: 'card', status: 'paid', events: ['created', 'paid'], spent: false },
  { method: 'wallet', status: 'paid', events: ['created', 'paid'], spent: true },
  { method: 'invoice', status: 'created', events: ['created'], spent: false },
] as const;

describe.each(METHODS)('a checkout by $method', ({ method, status, events, spent }) => {
  test(`writes an order that is ${status}, with its events, stock, cart and credit`, async () => {
    const before = await world();
    const { status: answered, body, text } = await checkout(BODIES[method]);
    expect([answered, body.order.status]).toEqual([201, status]);
    expect(text).not.toContain('costCents');
    const [order] = await ordersOf(user.userId);
    expect(order).toMatchObject({ id: body.order.id, status, paymentMethod: method, totalCents: total });
    expect(order?.lines).toMatchObject([{ quantity: 2, costCents: 700 }]);
    expect(order).toEqual(expect.objectContaining(status === 'paid' ? { paidAt: NOON } : { createdAt: NOON }));
    expect(await eventsOf(body.order.id)).toEqual(events);
    expect(await world()).toEqual({
      orders: 1,
      stock: (before.stock ?? 0) - 2,
      items: 0,
      credit: spent ? { balance: 1, ledger: 1, spent: total } : before.credit,
    });
    expect(payments()).toEqual([{ PaymentMethod: method, Result: 'authorised' }]);
    expect(shop.output.canonical()[0]).toMatchObject({
      orderId: body.order.id,
      paymentMethod: method,
      paymentResult: 'authorised',
    });
  });

  test('has in each event what the outbox tells of it', async () => {
    const { body } = await checkout(BODIES[method]);
    const { data } = await orderEvents().query.byOrder({ orderId: body.order.id }).go({ consistent: true });
    for (const event of data)
      expect(event).toMatchObject({ at: NOON, totalCents: total, costCents: 1400, actor: 'customer' });
  });

  test('that is repeated, also at once, answers with the same order and changes nothing more', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => checkout(BODIES[method])));
    const after = await world();
    await fill(1);
    answers.push(await checkout(BODIES[method]));
    expect(new Set(answers.map((answer) => [answer.status, answer.body.order.id].join())).size).toBe(1);
    expect(await world()).toEqual({ ...after, items: 1 });
  });

  test('takes money of the provider only for an order that is paid', async () => {
    const { body } = await checkout(BODIES[method]);
    expect(gateway.captured).toEqual(method === 'card' ? [body.order.id] : []);
    expect(gateway.voided).toEqual([]);
  });

  test('at another total than the shopper has seen is a conflict that says the total, and asks nobody for money', async () => {
    const before = await world();
    const answer = await checkout({ ...BODIES[method], expectedTotalCents: total - 1 });
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:problem:price-changed', totalCents: total } });
    expect(await world()).toEqual(before);
    expect([gateway.asked, payments()]).toEqual([[], []]);
    expect((await checkout({ ...BODIES[method], expectedTotalCents: total })).status).toBe(201);
  });

  test('by somebody whose account is being deleted is refused, and nothing stays reserved', async () => {
    const before = await world();
    await users().patch({ id: user.userId }).set({ closing: 'del_1' }).go();
    expect(await checkout(BODIES[method])).toMatchObject({
      status: 409,
      body: { type: 'urn:problem:account-closing' },
    });
    expect(await world()).toEqual(before);
    expect(gateway.voided).toEqual(gateway.asked);
  });
});

describe('store credit', () => {
  test.each([
    ['a cent too little', 1],
    ['none at all', 0],
  ])('of which there is %s is a payment that is declined, and nothing is bought', async (_, missing) => {
    user = await signInAs('customer');
    await fill(2);
    if (missing > 0) await deposit(user.userId, total - missing);
    const before = await world();
    const { status, body } = await checkout(BODIES.wallet);
    expect([status, body.type]).toEqual([402, 'urn:problem:payment-declined']);
    expect(await world()).toEqual(before);
    expect(payments()).toEqual([{ PaymentMethod: 'wallet', Result: 'declined' }]);
    expect(metricValues(shop.output, 'CheckoutFailures')).toEqual([]);
    await deposit(user.userId, total);
    expect((await checkout(BODIES.wallet)).status).toBe(201);
  });

  test('pays nothing for what is free, and keeps its ledger', async () => {
    await products().patch({ id: mug.id }).set({ priceCents: 0 }).go();
    const before = await creditOf(user.userId);
    const { status } = await checkout(BODIES.wallet);
    await products().patch({ id: mug.id }).set({ priceCents: mug.priceCents }).go();
    expect(status).toBe(201);
    expect(await creditOf(user.userId)).toEqual(before);
  });
});

describe('an invoice', () => {
  test('that the provider takes no risk for is declined', async () => {
    await products().patch({ id: mug.id }).set({ priceCents: 25_001 }).go();
    const before = await world();
    const { status, body } = await checkout(BODIES.invoice);
    await products().patch({ id: mug.id }).set({ priceCents: mug.priceCents }).go();
    expect([status, body.type]).toEqual([402, 'urn:problem:payment-declined']);
    expect(await world()).toEqual(before);
    expect(payments()).toEqual([{ PaymentMethod: 'invoice', Result: 'declined' }]);
  });

  test.each([
    ['fails', () => Promise.reject(new Error('reset')), 502, 'payment-failed'],
    ['stays silent', () => new Promise(() => {}), 504, 'payment-timeout'],
  ])(
    'of which the provider %s is a failure, and what it may have reserved is released',
    async (_, fault, status, type) => {
      paymentTimeout = 20;
      gateway.before = fault;
      const before = await world();
      const answer = await checkout(BODIES.invoice);
      expect(answer).toMatchObject({ status, body: { type: `urn:problem:${type}` } });
      expect(await world()).toEqual(before);
      expect(gateway.voided).toEqual(gateway.asked);
      expect(payments()).toEqual([]);
      expect(metricValues(shop.output, 'CheckoutFailures')).toEqual([1]);
    },
  );
});

describe('the money of a card', () => {
  test('that could not be taken is logged, and taken when the checkout is repeated', async () => {
    gateway.settling = () => Promise.reject(new Error('reset'));
    const { status, body } = await checkout(BODIES.card);
    expect(status).toBe(201);
    expect(shop.output.logged().map(({ message }) => message)).toContain('A payment could not be captured.');
    gateway.settling = async () => {};
    await checkout(BODIES.card);
    expect(gateway.captured).toEqual([body.order.id, body.order.id]);
  });
});

describe('the money of a card, when the checkout is repeated', () => {
  test.each([
    ['is taken although the order is shipped', 'shipped', 2],
    ['is taken although the order is refunded: that is store credit', 'refunded', 2],
    ['is not taken once the order is cancelled', 'cancelled', 1],
  ] as const)('%s', async (_, status, times) => {
    const { body } = await checkout(BODIES.card);
    await orders().patch({ id: body.order.id }).set({ status }).go();
    expect((await checkout(BODIES.card)).body.order.status).toBe(status);
    expect(gateway.captured).toHaveLength(times);
  });
});

describe('checkouts of one customer', () => {
  test('are at most ten in a minute, whatever comes of them; then there is a moment to wait for', async () => {
    const card = { ...BODIES.card, payment: { ...BODIES.card.payment, number: '4000000000000002' } };
    const answers: Answer[] = [];
    for (let n = 0; n < 11; n++) answers.push(await checkout(card));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 402), 429]);
    expect(answers[10]).toMatchObject({ headers: { 'retry-after': '60' } });
    expect((await checkout(BODIES.card, 'key', NOON + 60_000)).status).toBe(201);
  });
});

describe('a request', () => {
  const refused = (body: unknown) =>
    shop.call('POST', '/api/checkout', { body, headers: { ...headers(), 'idempotency-key': 'key' } });

  test.each([
    ['a total that is no whole number', { expectedTotalCents: 1.5 }, 'expectedTotalCents'],
    ['a negative total', { expectedTotalCents: -1 }, 'expectedTotalCents'],
    ['a card without a number', { payment: { method: 'card' } }, 'payment.number'],
    ['a way to pay that nobody knows', { payment: { method: 'shells' } }, 'payment.method'],
    ['no way to pay', { payment: {} }, 'payment.method'],
  ])('with %s is refused by name', async (_, part, path) => {
    const { status, body } = await refused({ ...BODIES.wallet, ...part });
    expect([status, body.errors]).toEqual([400, expect.arrayContaining([expect.objectContaining({ path })])]);
  });

  test('to pay in a way that there is not is told the ways that there are', async () => {
    const { body } = await refused({ payment: { method: 'shells' }, shipping: SHIPPING });
    expect(body.errors).toEqual([{ path: 'payment.method', message: 'must be one of card, wallet, invoice' }]);
  });

  test('that breaks a rule is no attempt, and what it says beyond its method is left out', async () => {
    for (let n = 0; n < 11; n++) await refused({ payment: { method: 'shells' }, shipping: SHIPPING });
    expect((await checkout({ payment: { ...CARD, method: 'wallet' }, shipping: SHIPPING })).status).toBe(201);
    const [order] = await ordersOf(user.userId);
    expect(order?.paymentMethod).toBe('wallet');
  });
});
