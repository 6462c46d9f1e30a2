import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdminProductView } from '../../../functions/admin/product-view.ts';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';
import { orders } from '../../../functions/lib/entities/order.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { signInAs } from '../../support/sign-in.ts';
import { audited } from './audited.ts';

const CHECKOUT = {
  payment: { method: 'card', number: '4242424242424242', expiry: '12/30', cvc: '123' },
  shipping: { name: 'A', street: 'B', city: 'C', postcode: 'D', country: 'NL' },
};
const BUYERS = 6;
const STOCK = 20;

let shop: EmbeddedShop;
let headers: { authorization: string };

beforeAll(async () => {
  shop = await startEmbeddedShop();
  headers = await shop.signInAdmin();
});
afterAll(() => shop.stop());

async function newProduct(stock = STOCK): Promise<string> {
  const body = { name: 'Rare thing', category: 'Desk', priceCents: 700, stock };
  const made = await shop.call<{ product: AdminProductView }>('POST', '/api/admin/products', { headers, body });
  return made.body.product.id;
}

type Buyer = { readonly userId: string; readonly authorization: string };

/** Buyers with one of the product in each one's cart. */
async function buyersOf(productId: string): Promise<Buyer[]> {
  const buyers = await Promise.all(Array.from({ length: BUYERS }, () => signInAs('customer')));
  for (const { authorization } of buyers) {
    const added = { headers: { authorization }, body: { quantity: 1 } };
    await shop.call('PUT', `/api/cart/items/${productId}`, added);
  }
  return buyers;
}

async function buy({ authorization }: Buyer): Promise<number> {
  const request = { headers: { authorization, 'idempotency-key': 'k' }, body: CHECKOUT };
  return (await shop.call('POST', '/api/checkout', request)).status;
}

const productOf = async (id: string) => (await products().get({ id }).go({ consistent: true })).data;

/** An edit as an admin's page makes it: of what it has read, again when that has changed. */
async function editUntilDone(id: string, edit: (product: { stock: number }) => object): Promise<void> {
  for (;;) {
    const { body } = await shop.call<{ product: AdminProductView }>('GET', `/api/admin/products/${id}`, { headers });
    const { revision, stock } = body.product;
    const request = { headers, body: { revision, ...edit({ stock }) } };
    if ((await shop.call('PUT', `/api/admin/products/${id}`, request)).status === 200) return;
  }
}

test('deliveries and stocktaking while many buy: what is left is what came less what was sold', async () => {
  const id = await newProduct();
  const buyers = await buyersOf(id);
  const [statuses] = await Promise.all([
    Promise.all(buyers.map(buy)),
    editUntilDone(id, () => ({ stockChange: 5 })),
    editUntilDone(id, () => ({ stockChange: 7 })),
    editUntilDone(id, ({ stock }) => ({ stock: stock - 3, expectedStock: stock })),
    editUntilDone(id, () => ({ description: 'Even rarer.' })),
  ]);
  const sold = statuses.filter((status) => status === 201).length;
  expect(sold).toBe(BUYERS);
  expect(await productOf(id)).toMatchObject({
    stock: STOCK + 5 + 7 - 3 - sold,
    revision: 4,
    description: 'Even rarer.',
  });
  expect(await audited(id)).toHaveLength(5);
});

test('an item that is put with its tag while many buy never brings back what was sold', async () => {
  const id = await newProduct();
  const buyers = await buyersOf(id);
  const before = await shop.call<{ quantity: number }>('GET', `/api/items/${id}`);
  const put = () =>
    shop.call('PUT', `/api/items/${id}`, {
      headers: { ...headers, 'if-match': before.headers.etag ?? '' },
      body: { name: 'Renamed', unitPrice: 7, quantity: before.body.quantity },
    });
  const [statuses, { status }] = await Promise.all([Promise.all(buyers.map(buy)), put()]);
  const sold = statuses.filter((each) => each === 201).length;
  expect([200, 412]).toContain(status);
  expect((await productOf(id))?.stock).toBe(STOCK - sold);
});

test('a product that is deleted while many buy is sold or gone, and every order keeps its line', async () => {
  const id = await newProduct();
  const buyers = await buyersOf(id);
  const remove = () => shop.call('DELETE', `/api/admin/products/${id}?revision=0`, { headers });
  const [statuses, { status }] = await Promise.all([Promise.all(buyers.map(buy)), remove()]);
  expect(status).toBe(204);
  expect(await productOf(id)).toBeNull();
  for (const each of statuses) expect([201, 409]).toContain(each);
  const found = await Promise.all(buyers.map(({ userId }) => orders().query.byUser({ userId }).go()));
  const lines = found.flatMap(({ data }) => data.flatMap((order) => order.lines));
  expect(lines).toHaveLength(statuses.filter((each) => each === 201).length);
  expect(lines.every(({ productId, name }) => productId === id && name === 'Rare thing')).toBe(true);
});

test('no write is without its entry in the audit log, and none that was refused has one', async () => {
  const id = await newProduct(5);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      shop.call('PUT', `/api/admin/products/${id}`, { headers, body: { revision: n % 2, stockChange: -1 } }),
    ),
  );
  const done = answers.filter(({ status }) => status === 200).length;
  expect(await productOf(id)).toMatchObject({ stock: 5 - done, revision: done });
  expect((await audited(id)).filter(({ action }) => action === 'product.update')).toHaveLength(done);
  const { data } = await auditEntries().query.byMonth({ month: '2026-06' }).go({ consistent: true, pages: 'all' });
  expect(new Set(data.map((entry) => entry.id)).size).toBe(data.length);
});
