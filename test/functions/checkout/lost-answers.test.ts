import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCheckoutApi } from '../../../functions/checkout/app.ts';
import type { Api } from '../../../functions/lib/context.ts';
import { type Pacing, REAL_PACING } from '../../../functions/lib/transact.ts';
import { handler as setup } from '../../../functions/setup/handler.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { callFunction, type ShopProduct, shopApis } from '../../support/embedded-shop.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type LossyEndpoint, startLossyEndpoint } from '../../support/lossy-endpoint.ts';
import { metricValues } from '../../support/metric-values.ts';
import { signInAs } from '../../support/sign-in.ts';
import { BODIES, creditOf, deposit, eventsOf, ordersOf, recordingGateway, stockOf } from './checkout-shop.ts';

const gateway = recordingGateway();
const hasty: Pacing = { ...REAL_PACING, pause: async () => {} };
const checkoutApi = createCheckoutApi({ gateway, paymentTimeout: () => 20_000, pacing: hasty });
const apis: Readonly<Record<string, Api>> = { ...shopApis(), checkout: checkoutApi };

let table: EmbeddedTable;
let network: LossyEndpoint;
let output: CapturedOutput;
let product: ShopProduct;
let user: { userId: string; authorization: string };
beforeAll(async () => {
  table = await startEmbeddedTable();
  network = await startLossyEndpoint(table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  Object.assign(process.env, table.environment, { AWS_ENDPOINT_URL_DYNAMODB: network.url });
  output = captureOutput();
  await setup({ adminEmail: 'admin@shop.example' }, lambdaContext());
  const { body } = await call<{ products: ShopProduct[] }>('catalog', 'GET', '/api/products?limit=1');
  product = body.products[0] ?? { id: '', name: '', priceCents: 0, stock: 0 };
});
beforeEach(async () => {
  network.fateOf = () => 'pass';
  gateway.forget();
  user = await signInAs('customer');
  await deposit(user.userId, 3 * product.priceCents);
  const headers = { authorization: user.authorization };
  await call('cart', 'PUT', `/api/cart/items/${product.id}`, { body: { quantity: 1 }, headers });
  output.clear();
});
afterAll(async () => {
  output.stop();
  await network.stop();
  await table.stop();
});

function call<Body = Record<string, unknown>>(id: string, ...request: [string, string, object?]) {
  const api = apis[id];
  if (!api) throw new Error(`There is no ${id}.`);
  return callFunction<Body>(api, ...request);
}

const transactions = (operation: string) => operation === 'TransactWriteItems';

describe.each(['card', 'wallet', 'invoice'] as const)('by %s,', (method) => {
  const checkout = () =>
    call<{ order?: { id: string } }>('checkout', 'POST', '/api/checkout', {
      body: BODIES[method],
      headers: { authorization: user.authorization, 'idempotency-key': 'key' },
    });
  const orderIds = async () => (await ordersOf(user.userId)).map(({ id }) => id);

  /** Exactly one order, with all that belongs to it. */
  async function expectOneOrder(id: string | undefined, stockBefore: number | undefined): Promise<void> {
    expect(await orderIds()).toEqual([id]);
    expect(await eventsOf(id ?? '')).toEqual(method === 'invoice' ? ['created'] : ['created', 'paid']);
    expect(await stockOf(product.id)).toBe((stockBefore ?? 0) - 1);
    const balance = (method === 'wallet' ? 2 : 3) * product.priceCents;
    expect(await creditOf(user.userId)).toMatchObject({ balance, ledger: balance });
  }

  test('a transaction that was refused is a failure, nothing stays reserved, and the repetition orders', async () => {
    const stock = await stockOf(product.id);
    network.fateOf = (operation) => (transactions(operation) ? 'refuse' : 'pass');
    expect((await checkout()).status).toBe(500);
    expect(gateway.voided).toEqual(gateway.asked);
    expect(metricValues(output, 'CheckoutFailures')).toEqual([1]);
    network.fateOf = () => 'pass';
    expect(await orderIds()).toEqual([]);
    await expectOneOrder((await checkout()).body.order?.id, stock);
  });

  test('a transaction whose answers were lost for a while is repeated until its fate is known, and orders once', async () => {
    const stock = await stockOf(product.id);
    let losses = 7;
    network.fateOf = (operation) => (transactions(operation) && losses-- > 0 ? 'lose' : 'pass');
    const { status, body } = await checkout();
    expect(status).toBe(201);
    await expectOneOrder(body.order?.id, stock);
    expect(gateway.voided).toEqual([]);
    expect(metricValues(output, 'Payments')).toEqual([1]);
  });

  test('an order of unknown fate is neither voided nor forgotten: the repetition finds it', async () => {
    const stock = await stockOf(product.id);
    let lost = false;
    network.fateOf = (operation) => {
      if (transactions(operation)) lost = true;
      return lost ? 'lose' : 'pass';
    };
    expect((await checkout()).status).toBe(503);
    expect([gateway.voided, gateway.captured]).toEqual([[], []]);
    expect(output.logged().map(({ message }) => message)).toContain('It is unknown whether the order was committed.');
    network.fateOf = () => 'pass';
    const again = await checkout();
    expect(again.status).toBe(201);
    await expectOneOrder(again.body.order?.id, stock);
    expect(gateway.captured).toEqual(method === 'card' ? [again.body.order?.id] : []);
  });

  test('a transaction that never arrived in all that time is of unknown fate as well: it may yet arrive', async () => {
    const stock = await stockOf(product.id);
    network.fateOf = (operation) => (transactions(operation) ? 'fail' : 'pass');
    expect((await checkout()).status).toBe(503);
    expect(gateway.voided).toEqual([]);
    network.fateOf = () => 'pass';
    expect(await orderIds()).toEqual([]);
    await expectOneOrder((await checkout()).body.order?.id, stock);
  });

  test('one lost answer of every kind of write is repeated by the SDK, and orders once', async () => {
    const stock = await stockOf(product.id);
    const lost = new Set<string>();
    network.fateOf = (operation) => {
      if (lost.has(operation) || !/^(UpdateItem|PutItem|TransactWriteItems)$/.test(operation)) return 'pass';
      lost.add(operation);
      return 'lose';
    };
    const { status, body } = await checkout();
    expect(status).toBe(201);
    await expectOneOrder(body.order?.id, stock);
    expect([...lost]).toContain('TransactWriteItems');
    expect(metricValues(output, 'Payments')).toEqual([1]);
  });
});

test('a release that fails or never ends is logged and does not change the answer', async () => {
  network.fateOf = (operation) => (transactions(operation) ? 'refuse' : 'pass');
  const headers = { authorization: user.authorization, 'idempotency-key': 'key' };
  for (const outcome of [() => Promise.reject(new Error('reset')), () => new Promise<void>(() => {})]) {
    gateway.settling = outcome;
    output.clear();
    const { status, body } = await call('checkout', 'POST', '/api/checkout', { body: BODIES.card, headers });
    expect([status, body]).toEqual([500, expect.objectContaining({ title: 'Something went wrong on our side' })]);
    expect(output.logged().map(({ message }) => message)).toContain('An authorisation could not be released.');
  }
});
