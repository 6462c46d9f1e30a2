import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { products } from '../../../functions/lib/entities/product.ts';
import { type EmbeddedShop, type ShopProduct, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { BODIES, creditOf, deposit, eventsOf, ordersOf, recordingGateway, stockOf } from './checkout-shop.ts';

const BUYERS = 60;
const STOCK = 20;

const gateway = recordingGateway();
let shop: EmbeddedShop;
let mug: ShopProduct;
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway);
  mug = await shop.product('mug');
});
beforeEach(() => gateway.forget());
afterAll(() => shop.stop());

const fill = (authorization: string) =>
  shop.call('PUT', `/api/cart/items/${mug.id}`, { body: { quantity: 1 }, headers: { authorization } });

test('60 checkouts at once of a product with 20 in stock: 20 orders, none left, the others told so', async () => {
  const buyers = await Promise.all(
    Array.from({ length: BUYERS }, async (_, n) => ({
      ...(await signInAs('customer')),
      method: (['card', 'wallet', 'invoice'] as const)[n % 3] ?? 'card',
    })),
  );
  await Promise.all(
    buyers.flatMap(({ userId, authorization }) => [fill(authorization), deposit(userId, mug.priceCents)]),
  );
  await products().patch({ id: mug.id }).set({ stock: STOCK }).go();

  const answers = await Promise.all(
    buyers.map(({ authorization, method }) =>
      shop.call('POST', '/api/checkout', { body: BODIES[method], headers: { authorization, 'idempotency-key': 'k' } }),
    ),
  );

  const byStatus = Object.groupBy(answers, ({ status }) => status);
  const counts = Object.fromEntries(Object.entries(byStatus).map(([status, list]) => [status, list?.length]));
  expect(counts).toEqual({ 201: STOCK, 409: BUYERS - STOCK });
  const refused = answers.filter(({ status }) => status === 409).map((answer) => answer.body.type);
  expect(new Set(refused)).toEqual(new Set(['urn:problem:out-of-stock']));
  expect(await stockOf(mug.id)).toBe(0);

  const placed = (await Promise.all(buyers.map(({ userId }) => ordersOf(userId)))).flat();
  expect(placed).toHaveLength(STOCK);
  for (const { id, paymentMethod } of placed)
    expect(await eventsOf(id)).toEqual(paymentMethod === 'invoice' ? ['created'] : ['created', 'paid']);
  for (const { userId } of buyers) {
    const bought = placed.some((order) => order.userId === userId && order.paymentMethod === 'wallet');
    const balance = bought ? 0 : mug.priceCents;
    expect(await creditOf(userId)).toMatchObject({ balance, ledger: balance });
  }
  const kept = placed.filter(({ paymentMethod }) => paymentMethod !== 'wallet').map(({ id }) => id);
  expect(gateway.asked.filter((id) => !gateway.voided.includes(id)).sort()).toEqual(kept.sort());
});

test('a wallet that many checkouts spend at once pays for what it holds, never less than nothing', async () => {
  const { userId, authorization } = await signInAs('customer');
  const affordable = 4;
  await deposit(userId, affordable * mug.priceCents + 1);
  await products().patch({ id: mug.id }).set({ stock: STOCK }).go();

  const statuses: number[] = [];
  const shopAndPay = async (worker: number) => {
    for (let round = 0; round < 3; round++) {
      await fill(authorization);
      const headers = { authorization, 'idempotency-key': `${worker}-${round}` };
      const now = NOON + (worker * 3 + round) * 60_000;
      statuses.push((await shop.call('POST', '/api/checkout', { body: BODIES.wallet, headers, now })).status);
    }
  };
  await Promise.all(Array.from({ length: 5 }, (_, worker) => shopAndPay(worker)));

  const placed = await ordersOf(userId);
  const spent = placed.reduce((sum, { totalCents }) => sum + totalCents, 0);
  const balance = affordable * mug.priceCents + 1 - spent;
  expect(balance).toBeGreaterThanOrEqual(0);
  expect(await creditOf(userId)).toEqual({ balance, ledger: balance, spent });
  expect(await stockOf(mug.id)).toBe(STOCK - placed.length);
  expect(statuses.filter((status) => status === 201)).toHaveLength(placed.length);
  expect(placed.length).toBeGreaterThan(0);
  expect(statuses.every((status) => [201, 402, 409].includes(status))).toBe(true);
});
