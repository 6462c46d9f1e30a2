import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrderView } from '../../../functions/checkout/order-view.ts';
import { orders } from '../../../functions/lib/entities/order.ts';
import { moveOrder } from '../../../functions/lib/orders/move-order.ts';
import type { OrderStatus, PaymentMethod } from '../../../monitoring/dimensions.ts';
import {
  type EmbeddedShop,
  type ShopAnswer,
  type ShopProduct,
  startEmbeddedShop,
} from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { statusesOf, storedOrder } from '../../support/stored-orders.ts';
import { BODIES, creditOf, deposit, recordingGateway, stockOf } from './checkout-shop.ts';

type Answer = ShopAnswer<{ order: OrderView; type?: string; detail?: string }>;

const gateway = recordingGateway();
let shop: EmbeddedShop;
let mug: ShopProduct;
let total: number;
let user: { userId: string; authorization: string };
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway, () => 20_000);
  mug = await shop.product('mug');
  total = 2 * mug.priceCents;
});
beforeEach(async () => {
  gateway.forget();
  user = await signInAs('customer');
  shop.output.clear();
});
afterAll(() => shop.stop());

const LATER = NOON + 60_000;
const signedIn = () => ({ authorization: user.authorization });

/** Buys two mugs; what was spent was deposited before. */
async function buy(method: PaymentMethod): Promise<OrderView> {
  if (method === 'wallet') await deposit(user.userId, total);
  await shop.call('PUT', `/api/cart/items/${mug.id}`, { body: { quantity: 2 }, headers: signedIn() });
  const headers = { ...signedIn(), 'idempotency-key': 'key' };
  const answer: Answer = await shop.call('POST', '/api/checkout', { body: BODIES[method], headers });
  expect(answer.status).toBe(201);
  return answer.body.order;
}
const cancel = (id: string, headers = signedIn()): Promise<Answer> =>
  shop.call('POST', `/api/orders/${id}/cancel`, { headers, now: LATER });
const read = async (id: string): Promise<OrderView> =>
  (await shop.call<{ order: OrderView }>('GET', `/api/orders/${id}`, { headers: signedIn() })).body.order;
const move = async (id: string, to: OrderStatus, now: number) =>
  expect(await moveOrder(await storedOrder(id), to, { now, actor: 'system' })).toBe('moved');

describe('a customer who cancels', () => {
  test.each<[PaymentMethod, { credited: number; voided: boolean }]>([
    ['card', { credited: 0, voided: true }],
    ['wallet', { credited: 1, voided: false }],
    ['invoice', { credited: 0, voided: true }],
  ])('an order by %s gets goods and money back, once', async (method, { credited, voided }) => {
    const before = await stockOf(mug.id);
    const { id } = await buy(method);
    const { status, body } = await cancel(id);
    expect([status, body.order.status, body.order.cancelledAt]).toEqual([200, 'cancelled', '2026-06-01T12:01:00.000Z']);
    expect(body.order.creditedCents).toBe(credited * total);
    expect(await stockOf(mug.id)).toBe(before);
    expect(await creditOf(user.userId)).toMatchObject({ balance: credited * total, ledger: credited * total });
    expect(gateway.voided.includes(id)).toBe(voided);
  });

  test('a paid invoice gets store credit', async () => {
    const { id } = await buy('invoice');
    await move(id, 'paid', NOON + 1);
    expect((await cancel(id)).body.order.creditedCents).toBe(total);
    expect(await creditOf(user.userId)).toMatchObject({ balance: total, ledger: total });
    expect(gateway.voided).toEqual([]);
  });

  test('again and again, and many times at once, cancels once and is told the same', async () => {
    const before = await stockOf(mug.id);
    const { id } = await buy('wallet');
    const answers = await Promise.all(Array.from({ length: 8 }, () => cancel(id)));
    answers.push(await cancel(id));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.order))).size).toBe(1);
    expect([await stockOf(mug.id), (await creditOf(user.userId)).balance]).toEqual([before, total]);
    expect(await statusesOf(id)).toEqual(expect.arrayContaining(['created', 'paid', 'cancelled']));
  });

  test('is answered although the payment cannot be released, which is logged; asking again releases it', async () => {
    gateway.settling = () => Promise.reject(new Error('reset'));
    const { id } = await buy('card');
    expect((await cancel(id)).status).toBe(200);
    expect(shop.output.logged().map(({ message }) => message)).toContain('An authorisation could not be released.');
    gateway.forget();
    expect((await cancel(id)).status).toBe(200);
    expect(gateway.voided).toEqual([id]);
  });

  test.each<[OrderStatus, readonly OrderStatus[]]>([
    ['shipped', ['shipped']],
    ['delivered', ['shipped', 'delivered']],
    ['refunded', ['refunded']],
  ])('what is %s already is told so, and nothing changes', async (status, moves) => {
    const { id } = await buy('wallet');
    for (const [index, to] of moves.entries()) await move(id, to, NOON + index);
    const before = [await stockOf(mug.id), await creditOf(user.userId)];
    const answer = await cancel(id);
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:problem:order-status']);
    expect(answer.body.detail).toContain(status);
    expect([await stockOf(mug.id), await creditOf(user.userId)]).toEqual(before);
  });

  test('somebody else’s order, or none, finds none', async () => {
    const { id } = await buy('card');
    const stranger = await signInAs('customer');
    const answers = [
      await cancel(id, { authorization: stranger.authorization }),
      await cancel('ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'),
      await cancel('nonsense'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await read(id)).status).toBe('paid');
  });
});

describe('an order as its customer sees it', () => {
  test('has a history, a parcel to track, and nothing of what it cost the shop', async () => {
    const { id } = await buy('card');
    const order = await storedOrder(id);
    await moveOrder(order, 'shipped', { now: NOON + 1_000, actor: 'system', set: { trackingNumber: 'SC-1' } });
    await move(id, 'delivered', NOON + 2_000);
    await move(id, 'refunded', NOON + 3_000);
    expect(await read(id)).toEqual({
      id,
      status: 'refunded',
      totalCents: total,
      currency: 'EUR',
      paymentMethod: 'card',
      lines: [{ productId: mug.id, name: mug.name, quantity: 2, priceCents: mug.priceCents }],
      shipping: BODIES.card.shipping,
      trackingNumber: 'SC-1',
      creditedCents: total,
      createdAt: '2026-06-01T12:00:00.000Z',
      paidAt: '2026-06-01T12:00:00.000Z',
      shippedAt: '2026-06-01T12:00:01.000Z',
      deliveredAt: '2026-06-01T12:00:02.000Z',
      refundedAt: '2026-06-01T12:00:03.000Z',
      history: [
        { status: 'created', at: '2026-06-01T12:00:00.000Z' },
        { status: 'paid', at: '2026-06-01T12:00:00.000Z' },
        { status: 'shipped', at: '2026-06-01T12:00:01.000Z' },
        { status: 'delivered', at: '2026-06-01T12:00:02.000Z' },
        { status: 'refunded', at: '2026-06-01T12:00:03.000Z' },
      ],
    });
  });

  test('is under review until it is decided, or cancelled', async () => {
    const { id } = await buy('card');
    await orders().patch({ id }).set({ status: 'created', review: 'pending' }).go();
    expect((await read(id)).review).toBe('pending');
    expect((await cancel(id)).body.order.review).toBeUndefined();
  });

  test('says of an invoice that it is not paid yet', async () => {
    const order = await buy('invoice');
    expect([order.status, order.paymentMethod, order.paidAt]).toEqual(['created', 'invoice', undefined]);
    expect(order.history.map(({ status }) => status)).toEqual(['created']);
  });
});
