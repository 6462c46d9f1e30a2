import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { BUNDLE_OPTIONS } from '../../local/build/function-bundles.ts';
import { type EmbeddedShop, PASSWORD, startEmbeddedShop } from '../support/embedded-shop.ts';
import { httpEvent, lambdaContext, type TestRequest } from '../support/http-event.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const CALLED = ['cart', 'account', 'checkout'] as const;

let shop: EmbeddedShop;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smallcart-bundles-'));
  const entryPoints = Object.fromEntries(CALLED.map((id) => [id, FUNCTIONS[id].handler]));
  const outExtension = { '.js': '.mjs' };
  const bundles = build({ ...BUNDLE_OPTIONS, absWorkingDir: ROOT, entryPoints, outdir: folder, outExtension });
  [shop] = await Promise.all([startEmbeddedShop(), bundles]);
});
afterAll(async () => {
  await shop.stop();
  rmSync(folder, { recursive: true });
});

type Answer = { readonly statusCode: number; readonly body: string };

async function call(id: (typeof CALLED)[number], method: string, path: string, request?: TestRequest): Promise<Answer> {
  const { handler } = await import(pathToFileURL(join(folder, `${id}.mjs`)).href);
  return handler(httpEvent(method, path, request), lambdaContext());
}

test('what is left out of the bundles is missed by none of a shopper’s reads, writes and transactions', async () => {
  const body = { email: 'bundled@mail.example', password: PASSWORD };
  const registered = await call('account', 'POST', '/api/auth/register', { body });
  expect(registered.statusCode).toBe(201);
  const headers = { authorization: `Bearer ${JSON.parse(registered.body).token}`, 'idempotency-key': 'bundled' };
  const { id } = await shop.product('mug');
  const put = await call('cart', 'PUT', `/api/cart/items/${id}`, { body: { quantity: 2 }, headers });
  expect(put.statusCode).toBe(200);
  const order = {
    payment: { method: 'card', number: '4242424242424242', expiry: '12/30', cvc: '123' },
    shipping: { name: 'A', street: 'B', city: 'C', postcode: 'D', country: 'DE' },
  };
  expect(await call('checkout', 'POST', '/api/checkout', { body: order, headers })).toMatchObject({ statusCode: 201 });
  const orders = await call('checkout', 'GET', '/api/orders', { headers });
  expect(JSON.parse(orders.body).orders).toHaveLength(1);
});
