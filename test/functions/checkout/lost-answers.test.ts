import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import { handler as setup } from '../../../functions/setup/handler.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { callFunction, PASSWORD, type ShopProduct, shopApis } from '../../support/embedded-shop.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type LossyEndpoint, startLossyEndpoint } from '../../support/lossy-endpoint.ts';
import { metricValues } from '../../support/metric-values.ts';

const voided: string[] = [];
let releasing: () => Promise<void> = async () => {};
const apis = shopApis({
  ...sandboxGateway,
  void(reference) {
    voided.push(reference);
    return releasing();
  },
});

let table: EmbeddedTable;
let network: LossyEndpoint;
let output: CapturedOutput;
let product: ShopProduct;
let user: { authorization: string };
let count = 0;
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
  voided.length = 0;
  releasing = async () => {};
  count += 1;
  const email = `buyer-${count}@mail.example`;
  const { body } = await call('account', 'POST', '/api/auth/register', { body: { email, password: PASSWORD } });
  user = { authorization: `Bearer ${body.token}` };
  await call('cart', 'PUT', `/api/cart/items/${product.id}`, { body: { quantity: 1 }, headers: user });
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

const checkout = () =>
  call<{ order?: { id: string } }>('checkout', 'POST', '/api/checkout', {
    body: {
      payment: { method: 'card', number: '4242424242424242', expiry: '12/30', cvc: '123' },
      shipping: { name: 'A', street: 'B', city: 'C', postcode: 'D', country: 'E' },
    },
    headers: { ...user, 'idempotency-key': 'key' },
  });
const orders = async () =>
  (await call<{ orders: { id: string }[] }>('checkout', 'GET', '/api/orders', { headers: user })).body.orders;

test('a transaction that was refused is a failure, its authorisation is voided, and the repetition orders', async () => {
  network.fateOf = (operation) => (operation === 'TransactWriteItems' ? 'refuse' : 'pass');
  expect((await checkout()).status).toBe(500);
  expect(voided).toHaveLength(1);
  expect(metricValues(output, 'CheckoutFailures')).toEqual([1]);
  network.fateOf = () => 'pass';
  expect(await orders()).toEqual([]);
  expect((await checkout()).status).toBe(201);
});

test('a release that fails or never ends is logged and does not change the answer', async () => {
  network.fateOf = (operation) => (operation === 'TransactWriteItems' ? 'refuse' : 'pass');
  for (const outcome of [() => Promise.reject(new Error('reset')), () => new Promise<void>(() => {})]) {
    releasing = outcome;
    output.clear();
    const { status, body } = await checkout();
    expect([status, body]).toEqual([500, expect.objectContaining({ title: 'Something went wrong on our side' })]);
    expect(output.logged().map(({ message }) => message)).toContain('An authorisation could not be released.');
  }
});

test('a transaction whose answers were lost for a while is repeated until its fate is known, and orders once', async () => {
  let losses = 7;
  network.fateOf = (operation) => (operation === 'TransactWriteItems' && losses-- > 0 ? 'lose' : 'pass');
  const { status, body } = await checkout();
  expect(status).toBe(201);
  expect((await orders()).map(({ id }) => id)).toEqual([body.order?.id]);
  expect(voided).toEqual([]);
  expect(metricValues(output, 'OrdersPlaced')).toEqual([1]);
});

test('a transaction that never arrived in all that time is of unknown fate as well: it may yet arrive', async () => {
  network.fateOf = (operation) => (operation === 'TransactWriteItems' ? 'fail' : 'pass');
  expect((await checkout()).status).toBe(500);
  expect(voided).toEqual([]);
  network.fateOf = () => 'pass';
  expect(await orders()).toEqual([]);
  expect((await checkout()).status).toBe(201);
});

test('an order of unknown fate is neither voided nor forgotten: the repetition finds it', async () => {
  let lost = false;
  network.fateOf = (operation) => {
    if (operation === 'TransactWriteItems') lost = true;
    return lost ? 'lose' : 'pass';
  };
  expect((await checkout()).status).toBe(500);
  expect(voided).toEqual([]);
  expect(output.logged().map(({ message }) => message)).toContain('It is unknown whether the order was committed.');
  network.fateOf = () => 'pass';
  const again = await checkout();
  expect(again.status).toBe(201);
  expect((await orders()).map(({ id }) => id)).toEqual([again.body.order?.id]);
});

test('one lost answer is repeated by the SDK and orders once', async () => {
  let losses = 1;
  network.fateOf = (operation) => (operation === 'TransactWriteItems' && losses-- > 0 ? 'lose' : 'pass');
  expect((await checkout()).status).toBe(201);
  expect(await orders()).toHaveLength(1);
  expect(metricValues(output, 'OrdersPlaced')).toEqual([1]);
});
