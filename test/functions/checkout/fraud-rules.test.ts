import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { products } from '../../../functions/lib/entities/product.ts';
import {
  type EmbeddedShop,
  type ShopAnswer,
  type ShopProduct,
  startEmbeddedShop,
} from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { metricDimensions } from '../../support/metric-values.ts';
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

type Answer = ShopAnswer<{ order: { id: string; status: string }; type?: string; detail?: string }>;

const FROM_BRITAIN = '4000008260000000';
const MINUTE = 60_000;

const gateway = recordingGateway();
let shop: EmbeddedShop;
let mug: ShopProduct;
let user: { userId: string; authorization: string };
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway, () => 20_000);
  mug = await shop.product('mug');
});
beforeEach(async () => {
  gateway.forget();
  user = await signInAs('customer');
  await cost(1850);
  await fill();
  shop.output.clear();
});
afterAll(() => shop.stop());

const cost = (priceCents: number) => products().patch({ id: mug.id }).set({ priceCents }).go();
const fill = () =>
  shop.call('PUT', `/api/cart/items/${mug.id}`, {
    body: { quantity: 1 },
    headers: { authorization: user.authorization },
  });
const checkout = (body: unknown, key = 'key', now = NOON): Promise<Answer> =>
  shop.call('POST', '/api/checkout', {
    body,
    headers: { authorization: user.authorization, 'idempotency-key': key },
    now,
  });
const alerts = () => metricDimensions(shop.output, 'FraudAlerts');
const cardOf = (number: string, country: string = SHIPPING.country) => ({
  payment: { ...CARD, number },
  shipping: { ...SHIPPING, country },
});

describe.each(['card', 'wallet', 'invoice'] as const)('an order by %s that is looked at', (method) => {
  test('is written as created, with its stock and money reserved, and nothing is taken yet', async () => {
    const price = method === 'invoice' ? 50_000 : 100_000;
    await cost(price);
    await deposit(user.userId, 100_000);
    if (method === 'invoice') for (let n = 0; n < 5; n++) await checkout(cardOf('4000000000000002'), `card-${n}`);
    const stock = (await stockOf(mug.id)) ?? 0;
    shop.output.clear();
    const rule = method === 'invoice' ? 'velocity' : 'amount';
    const { status, body } = await checkout(BODIES[method]);
    expect([status, body.order.status]).toEqual([201, 'created']);
    const [order] = await ordersOf(user.userId);
    expect(order).toMatchObject({ status: 'created', review: 'pending', fraudRules: [rule] });
    expect(order?.paidAt).toBeUndefined();
    expect(await eventsOf(body.order.id)).toEqual(['created']);
    expect(await stockOf(mug.id)).toBe(stock - 1);
    expect((await creditOf(user.userId)).spent).toBe(method === 'wallet' ? price : 0);
    expect(gateway.captured).toEqual([]);
    expect(alerts()).toEqual([{ Rule: rule, Action: 'review' }]);
  });

  test('counts once, however often it is repeated', async () => {
    await cost(method === 'invoice' ? 50_000 : 100_000);
    await deposit(user.userId, 100_000);
    if (method === 'invoice') for (let n = 0; n < 5; n++) await checkout(cardOf('4000000000000002'), `card-${n}`);
    shop.output.clear();
    await Promise.all([checkout(BODIES[method]), checkout(BODIES[method]), checkout(BODIES[method])]);
    await checkout(BODIES[method]);
    expect(alerts()).toHaveLength(1);
    expect(gateway.captured).toEqual([]);
  });
});

describe('an order that is forbidden', () => {
  test('changes nothing, asks nobody for money, tells no rule, and counts once', async () => {
    await cost(500_000);
    const stock = await stockOf(mug.id);
    for (let n = 0; n < 2; n++) {
      const { status, body, text } = await checkout(BODIES.card);
      expect([status, body.type]).toEqual([403, 'urn:problem:fraud-blocked']);
      expect(text).not.toMatch(/fraud(?!-blocked)|amount|rule|5,?000/i);
    }
    expect(gateway.asked).toEqual([]);
    expect(await ordersOf(user.userId)).toEqual([]);
    expect(await stockOf(mug.id)).toBe(stock);
    expect(alerts()).toEqual([{ Rule: 'amount', Action: 'block' }]);
    await checkout(BODIES.invoice);
    expect(alerts()).toHaveLength(2);
  });
});

describe('a card from abroad', () => {
  test('holds the order: reserved, but not taken', async () => {
    const { status, body } = await checkout(cardOf(FROM_BRITAIN));
    expect([status, body.order.status]).toEqual([201, 'created']);
    expect((await ordersOf(user.userId))[0]).toMatchObject({ review: 'pending', fraudRules: ['mismatch'] });
    expect([gateway.captured, gateway.voided]).toEqual([[], []]);
    expect(alerts()).toEqual([{ Rule: 'mismatch', Action: 'review' }]);
  });

  test('that goes there is no matter', async () => {
    expect((await checkout(cardOf(FROM_BRITAIN, 'GB'))).body.order.status).toBe('paid');
    expect(alerts()).toEqual([]);
  });

  test('counts nothing when its order does not come about', async () => {
    gateway.before = fill;
    expect((await checkout(cardOf(FROM_BRITAIN))).status).toBe(409);
    expect(alerts()).toEqual([]);
    expect(gateway.voided).toEqual(gateway.asked);
  });
});

describe('checkouts within an hour', () => {
  test('pass five times, are looked at from the sixth on, forbidden from the sixteenth on, and pass an hour later', async () => {
    const outcomes: string[] = [];
    for (let n = 0; n < 17; n++) {
      await fill();
      const { status, body } = await checkout(BODIES.card, `key-${n}`, NOON + (n - 20) * MINUTE);
      outcomes.push(status === 201 ? body.order.status : String(status));
    }
    const times = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);
    expect(outcomes).toEqual([...times(5, 'paid'), ...times(10, 'created'), ...times(2, '403')]);
    expect(alerts()).toEqual([
      ...times(10, 'review').map((Action) => ({ Rule: 'velocity', Action })),
      ...times(2, 'block').map((Action) => ({ Rule: 'velocity', Action })),
    ]);
    expect((await checkout(BODIES.card, 'later', NOON + 57 * MINUTE)).body.order.status).toBe('paid');
  });

  test('with one card after the other are tries of their own, also under one key', async () => {
    const numbers = [
      '1000000000000002',
      '2000000000000002',
      '3000000000000002',
      '4000000000000002',
      '5000000000000002',
    ];
    for (const number of numbers) await checkout(cardOf(number));
    expect((await checkout(BODIES.card)).body.order.status).toBe('created');
    expect(alerts()).toEqual([{ Rule: 'velocity', Action: 'review' }]);
  });
});
