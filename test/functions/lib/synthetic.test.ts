import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allowedMoves } from '../../../functions/admin/allowed-moves.ts';
import type { OrderView } from '../../../functions/checkout/order-view.ts';
import { shipOrder } from '../../../functions/fulfilment/ship-order.ts';
import { sandboxCarrier } from '../../../functions/lib/carrier.ts';
import { countedEvents } from '../../../functions/lib/entities/counted.ts';
import { deploymentShoppers } from '../../../functions/lib/entities/deployment-shopper.ts';
import { orderEvents } from '../../../functions/lib/entities/order-event.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { moveOrder } from '../../../functions/lib/orders/move-order.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import { nextStatus, PAYMENT_TERM } from '../../../functions/order-progress/next-status.ts';
import { handler as outbox } from '../../../functions/outbox/handler.ts';
import { handler as setup } from '../../../functions/setup/handler.ts';
import type { Shopper } from '../../../functions/setup/make-shopper.ts';
import { type EmbeddedShop, type ShopProduct, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';
import { stockOf, storedOrder, storeOrder } from '../../support/stored-orders.ts';
import { BODIES, CARD } from '../checkout/checkout-shop.ts';
import { orderRecord } from '../outbox/stream-records.ts';

type Headers = { readonly authorization: string };

const time = new Date(NOON).toISOString();
const partners = { gateway: sandboxGateway, carrier: sandboxCarrier };

let shop: EmbeddedShop;
let mug: ShopProduct;
beforeAll(async () => {
  shop = await startEmbeddedShop();
  mug = await shop.product('mug');
});
beforeEach(() => shop.output.clear());
afterAll(() => shop.stop());

async function makeShopper(): Promise<Shopper> {
  const { shopper } = await setup({ shopper: 'deployment', time }, lambdaContext());
  if (!shopper) throw new Error('There is no shopper.');
  return shopper;
}

async function signIn(body: Shopper): Promise<Headers> {
  const answer = await shop.call<{ token: string }>('POST', '/api/auth/login', { body });
  expect(answer.status).toBe(200);
  return { authorization: `Bearer ${answer.body.token}` };
}

async function buy(headers: Headers, more: Record<string, string> = {}, body: object = BODIES.card) {
  await shop.call('PUT', `/api/cart/items/${mug.id}`, { body: { quantity: 1 }, headers: { ...headers, ...more } });
  const all = { ...headers, ...more, 'idempotency-key': 'key' };
  const answer = await shop.call<{ order: OrderView }>('POST', '/api/checkout', { body, headers: all });
  expect(answer.status).toBe(201);
  return answer.body.order;
}

const counted = () => shop.output.canonical().flatMap(Object.keys);
const BUSINESS = ['Logins', 'CartOperations', 'CartsStarted', 'Payments', 'FraudAlerts', 'Registrations'];

async function leave(headers: Headers, { password }: Shopper): Promise<void> {
  const body = { password, forfeitBalanceCents: 0 };
  expect((await shop.call('DELETE', '/api/account', { body, headers })).status).toBe(204);
}

test('what the verification of a deployment buys is an order like any other, but none of it is counted', async () => {
  const shopper = await makeShopper();
  const before = await stockOf(mug.id);
  const headers = await signIn(shopper);
  const { id } = await buy(headers);
  expect(await stockOf(mug.id)).toBe(Number(before) - 1);
  expect(await storedOrder(id)).toMatchObject({ status: 'paid', synthetic: 'deployment' });
  const { data } = await orderEvents().query.byOrder({ orderId: id }).go();
  expect(data.map(({ synthetic }) => synthetic)).toEqual(['deployment', 'deployment']);
  expect(counted().filter((name) => BUSINESS.includes(name))).toEqual([]);
  const lines = shop.output.canonical().filter(({ userId }) => userId !== undefined);
  expect(lines.length).toBeGreaterThan(1);
  expect(new Set(lines.slice(1).map(({ synthetic }) => synthetic))).toEqual(new Set(['deployment']));

  expect((await shop.call('POST', `/api/orders/${id}/cancel`, { headers })).status).toBe(200);
  expect(await stockOf(mug.id)).toBe(before);
  await leave(headers, shopper);
  const left = await storedOrder(id);
  expect(left).toMatchObject({ status: 'cancelled', synthetic: 'deployment', userId: expect.stringMatching(/^del_/) });
  expect(left.shipping).toBeUndefined();
});

test.each([
  ['a header', { 'x-synthetic': 'deployment' }, BODIES.card],
  ['the order', {}, { ...BODIES.card, synthetic: 'deployment' }],
])('whoever says in %s that an order is a deployment’s has bought all the same', async (name, more, body) => {
  const headers = await shop.register(`${name.replace(' ', '-')}@shop.example`);
  const { id } = await buy(headers, more, body);
  expect((await storedOrder(id)).synthetic).toBeUndefined();
  expect(counted()).toEqual(expect.arrayContaining(['Payments', 'CartOperations', 'CartsStarted']));
});

test('nobody registers such an account', async () => {
  const body = { email: 'eve@shop.example', password: 'correct horse battery', name: 'Eve', synthetic: 'deployment' };
  await shop.call('POST', '/api/auth/register', { body });
  const { data } = await users()
    .scan.where(({ email }, { eq }) => eq(email, body.email))
    .go();
  expect(data.map(({ synthetic }) => synthetic)).toEqual([undefined]);
});

describe('an account that a verification has left behind', () => {
  test('is the next one’s to clear away, with another password; once it is deleted, the next one gets a new account', async () => {
    const first = await makeShopper();
    const second = await makeShopper();
    expect(second).toMatchObject({ email: first.email, leftBehind: true });
    expect((await shop.call('POST', '/api/auth/login', { body: first })).status).toBe(401);
    await leave(await signIn(second), second);
    const third = await makeShopper();
    expect(third.email).not.toBe(first.email);
    expect(third).not.toHaveProperty('leftBehind');
  });

  test.each([
    ['locked', { locked: true }],
    ['given a role', { role: 'admin' }],
  ] as const)('and that an admin has %s is left alone: the next one gets a new account', async (_, change) => {
    const { email } = await makeShopper();
    const { data } = await deploymentShoppers().get({ name: 'last' }).go();
    await users()
      .patch({ id: data?.userId ?? '' })
      .set(change)
      .go();
    const next = await makeShopper();
    expect(next.email).not.toBe(email);
    expect(next).not.toHaveProperty('leftBehind');
  });

  test('is of an address that gets no mail, and neither it nor the password is logged', async () => {
    const { email, password } = await makeShopper();
    expect(email).toMatch(/^deployment-[0-9a-f]{24}@smallcart\.invalid$/);
    expect(shop.output.text()).not.toContain(email);
    expect(shop.output.text()).not.toContain(password);
  });
});

test('it takes no money in: what is credited to it would be counted', async () => {
  const headers = { ...(await signIn(await makeShopper())), 'idempotency-key': 'deposit' };
  const body = { amountCents: 500, payment: CARD };
  expect((await shop.call('POST', '/api/wallet/deposits', { headers, body })).status).toBe(403);
});

describe('an order of a deployment', () => {
  test.each(['created', 'paid', 'cancelled'])('is neither counted nor queued when it is %s', async (status) => {
    const record = orderRecord('ord_synthetic', status, { synthetic: { S: 'deployment' } });
    // There is no queue here: a message would fail.
    expect(await outbox({ Records: [record] }, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(counted()).not.toContain('Orders');
    expect(
      (
        await countedEvents()
          .get({ name: `ord_synthetic#${status}` })
          .go()
      ).data,
    ).toBeNull();
  });

  test.each(['created', 'paid'] as const)('that is %s can only be cancelled', async (status) => {
    const order = await storeOrder({ status, synthetic: 'deployment' });
    expect(allowedMoves(order)).toEqual(['cancelled']);
    for (const to of ['paid', 'shipped', 'delivered', 'refunded'] as const) {
      await expect(moveOrder(order, to, { now: NOON, actor: 'system' })).rejects.toMatchObject({ status: 409 });
    }
    expect(await moveOrder(order, 'cancelled', { now: NOON, actor: 'system' })).toBe('moved');
  });

  test('is not shipped, though a message asked for it', async () => {
    const { id } = await storeOrder({ synthetic: 'deployment' });
    expect(await shipOrder(id, NOON, partners)).toBe('called-off');
    expect((await storedOrder(id)).status).toBe('paid');
  });

  test('is never paid by invoice; what is left of it gives its goods back after the term', async () => {
    const order = await storeOrder({ status: 'created', paymentMethod: 'invoice', synthetic: 'deployment' });
    const statuses = [NOON + PAYMENT_TERM, NOON + PAYMENT_TERM + 1].map((now) => nextStatus(order, partners, now));
    expect(await Promise.all(statuses)).toEqual([undefined, 'cancelled']);
  });
});
