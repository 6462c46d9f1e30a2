import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdminProductView } from '../../../functions/admin/product-view.ts';
import type { Api } from '../../../functions/lib/context.ts';
import { ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import { orders } from '../../../functions/lib/entities/order.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { callFunction, shopApis } from '../../support/embedded-shop.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import type { TestRequest } from '../../support/http-event.ts';
import { type Fate, type LossyEndpoint, startLossyEndpoint } from '../../support/lossy-endpoint.ts';
import { signInAs } from '../../support/sign-in.ts';
import { audited } from './audited.ts';
import { makeOrder } from './make-order.ts';
import { png } from './pictures.ts';

/** Answers that are lost one after the other: more than the client itself asks for again. */
const LOST = 3;

let table: EmbeddedTable;
let network: LossyEndpoint;
let output: CapturedOutput;
let admin: Api | undefined;
let authorization: string;
let product: AdminProductView;

beforeAll(async () => {
  table = await startEmbeddedTable();
  network = await startLossyEndpoint(table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  Object.assign(process.env, table.environment, { AWS_ENDPOINT_URL_DYNAMODB: network.url });
  output = captureOutput();
  admin = shopApis().admin;
  authorization = (await signInAs('admin')).authorization;
});
beforeEach(async () => {
  product = (await create()).product;
});
afterAll(async () => {
  output.stop();
  await network.stop();
  await table.stop();
});

type Body = { product: AdminProductView };

async function call<Answer = Body>(method: string, path: string, request: TestRequest = {}) {
  if (!admin) throw new Error('There is no admin.');
  const headers = { ...request.headers, authorization };
  return callFunction<Answer>(admin, method, `/api/admin/${path}`, { ...request, headers });
}

async function create(): Promise<Body> {
  const body = { name: 'Bell', category: 'Desk', priceCents: 500, stock: 10 };
  return (await call('POST', 'products', { body })).body;
}

/** Runs it while that befalls its transactions, the first of them at least. */
async function through<T>(fate: Fate, times: number, run: () => Promise<T>): Promise<T> {
  let left = times;
  network.fateOf = (operation) => (operation === 'TransactWriteItems' && left-- > 0 ? fate : 'pass');
  try {
    return await run();
  } finally {
    network.fateOf = () => 'pass';
  }
}

const stored = async () => (await products().get({ id: product.id }).go({ consistent: true })).data;
const actionsOn = async (target: string) => (await audited(target)).map(({ action }) => action);

describe.each<[string, Fate]>([
  ['although the answers of what was done are lost', 'lose'],
  ['although the first attempts fail before anything is done', 'fail'],
])('an admin’s write is done once, %s:', (_, fate) => {
  test('a new product', async () => {
    const { product: made } = await through(fate, LOST, create);
    const { data } = await products().query.byName({ catalogue: 'all' }).go({ pages: 'all' });
    expect(data.filter(({ id }) => id === made.id)).toHaveLength(1);
    expect(await actionsOn(made.id)).toEqual(['product.create']);
  });

  test('an edit', async () => {
    const body = { revision: 0, stockChange: -4 };
    expect((await through(fate, LOST, () => call('PUT', `products/${product.id}`, { body }))).status).toBe(200);
    expect(await stored()).toMatchObject({ stock: 6, revision: 1 });
    expect((await actionsOn(product.id)).sort()).toEqual(['product.create', 'product.update']);
  });

  test('a picture', async () => {
    const request = { bytes: png({ width: 2, height: 2 }), headers: { 'content-type': 'image/png' } };
    const path = `products/${product.id}/picture?revision=0`;
    expect((await through(fate, LOST, () => call('PUT', path, request))).status).toBe(200);
    expect(await stored()).toMatchObject({ revision: 1 });
  });

  test('a deletion', async () => {
    const path = `products/${product.id}?revision=0`;
    expect((await through(fate, LOST, () => call('DELETE', path))).status).toBe(204);
    expect(await stored()).toBeNull();
    expect((await actionsOn(product.id)).sort()).toEqual(['product.create', 'product.delete']);
  });

  test('a role', async () => {
    const { userId } = await signInAs('customer');
    const body = { role: 'viewer' };
    expect((await through(fate, LOST, () => call('PUT', `users/${userId}/role`, { body }))).status).toBe(200);
    expect((await users().get({ id: userId }).go()).data).toMatchObject({ role: 'viewer', sessionEpoch: 1 });
    expect(await actionsOn(userId)).toEqual(['user.role']);
  });

  test('a refund', async () => {
    const { id, userId } = await makeOrder({
      lines: [{ productId: product.id, name: 'Bell', quantity: 2, priceCents: 500 }],
    });
    const body = { status: 'refunded' };
    expect((await through(fate, LOST, () => call('POST', `orders/${id}/status`, { body }))).status).toBe(200);
    expect((await orders().get({ id }).go()).data).toMatchObject({ status: 'refunded' });
    const { data: entries } = await ledgerEntries().query.byUser({ userId }).go();
    expect(entries.map(({ amountCents }) => amountCents)).toEqual([1_000]);
    expect(await stored()).toMatchObject({ stock: 12 });
    expect(await actionsOn(id)).toEqual(['order.status']);
  });

  test('an approved invoice', async () => {
    const { id } = await makeOrder({ status: 'created', review: 'pending', paymentMethod: 'invoice' });
    const body = { decision: 'approve' };
    expect((await through(fate, LOST, () => call('POST', `reviews/${id}`, { body }))).status).toBe(200);
    expect(await actionsOn(id)).toEqual(['review.approve']);
  });
});

test('a write that the table refuses is a failure, changes nothing, and is in no audit log', async () => {
  const body = { revision: 0, priceCents: 900 };
  const refused = await through('refuse', 1, () => call('PUT', `products/${product.id}`, { body }));
  expect(refused.status).toBe(500);
  expect(await stored()).toMatchObject({ priceCents: 500 });
  expect(await actionsOn(product.id)).toEqual(['product.create']);
});
