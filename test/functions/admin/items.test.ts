import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { centsOf, ItemBody } from '../../../functions/admin/item-request.ts';
import type { ItemView } from '../../../functions/admin/item-view.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { validate } from '../../../functions/lib/validate.ts';
import { type EmbeddedShop, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { interrupted } from '../../support/table-calls.ts';
import { audited } from './audited.ts';

const ITEM = { name: 'Bolt', unitPrice: 0.29, quantity: 100 };

let shop: EmbeddedShop;
let headers: { authorization: string };
let item: ShopAnswer<ItemView>;

beforeAll(async () => {
  shop = await startEmbeddedShop();
  headers = await shop.signInAdmin();
});
beforeEach(async () => {
  item = await shop.call('POST', '/api/items', { headers, body: ITEM });
});
afterAll(() => shop.stop());

const read = () => shop.call<ItemView>('GET', `/api/items/${item.body.id}`);

function put(body: object, ifMatch?: string): Promise<ShopAnswer<ItemView>> {
  const match = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  return shop.call('PUT', `/api/items/${item.body.id}`, { headers: { ...headers, ...match }, body });
}

/** Somebody buys that many. */
async function sell(quantity: number): Promise<void> {
  await products().patch({ id: item.body.id }).subtract({ stock: quantity }).go();
}

test('an item is a product of the shop: created, read, listed, updated and deleted under one stock', async () => {
  const { id } = item.body;
  expect(item).toMatchObject({ status: 201, headers: { location: `/api/items/${id}` }, body: { id, ...ITEM } });
  expect((await shop.call('GET', `/api/products/${id}`)).body).toMatchObject({
    name: 'Bolt',
    priceCents: 29,
    stock: 100,
  });
  expect((await read()).body).toEqual({ id, ...ITEM });
  const { body: list } = await shop.call<{ items: ItemView[] }>('GET', '/api/items?search=bolt');
  expect(list.items).toContainEqual({ id, ...ITEM });

  const changed = { name: 'Long bolt', unitPrice: 1.1, quantity: 7 };
  expect(await put(changed)).toMatchObject({ status: 200, body: { id, ...changed } });
  expect((await shop.call('GET', `/api/products/${id}`)).body).toMatchObject({ priceCents: 110, stock: 7 });
  expect(await audited(id)).toContainEqual({
    action: 'product.update',
    details: {
      name: { from: 'Bolt', to: 'Long bolt' },
      priceCents: { from: 29, to: 110 },
      stockChange: -93,
    },
  });

  expect((await shop.call('DELETE', `/api/items/${id}`, { headers })).status).toBe(204);
  expect((await read()).status).toBe(404);
  expect((await shop.call('DELETE', `/api/items/${id}`, { headers })).status).toBe(404);
});

describe('an entity tag', () => {
  test('lets a write pass while the item is as it was read, and hands out the next one', async () => {
    const { etag = '' } = (await read()).headers;
    const first = await put({ ...ITEM, quantity: 90 }, etag);
    expect(first.status).toBe(200);
    expect((await put({ ...ITEM, quantity: 80 }, `"other", ${first.headers.etag}`)).status).toBe(200);
    expect((await put({ ...ITEM, quantity: 70 }, '*')).status).toBe(200);
  });

  test.each<[string, () => Promise<unknown>, number]>([
    ['sold from', () => sell(3), 97],
    ['edited', () => put({ ...ITEM, quantity: 40 }), 40],
  ])('of an item that was %s since stops the write, which loses nothing', async (_, meanwhile, quantity) => {
    const { etag = '' } = (await read()).headers;
    await meanwhile();
    const refused = await put({ ...ITEM, quantity: 100 }, etag);
    expect(refused).toMatchObject({ status: 412, body: { item: { quantity } } });
    const path = `/api/items/${item.body.id}`;
    const kept = await shop.call('DELETE', path, { headers: { ...headers, 'if-match': etag } });
    expect(kept.status).toBe(412);
    expect((await read()).body.quantity).toBe(quantity);
  });
});

describe('an item that is sold from while it is deleted', () => {
  const remove = (match: object) =>
    shop.call('DELETE', `/api/items/${item.body.id}`, { headers: { ...headers, ...match } });

  test('stays when it was to go as it was read', async () => {
    const { etag = '' } = (await read()).headers;
    const removeTagged = () => remove({ 'if-match': etag });
    const refused = await interrupted(/^TransactWrite/, /product\.delete/, () => sell(3), removeTagged);
    expect(refused).toMatchObject({ status: 412, body: { item: { quantity: 97 } } });
    expect((await read()).status).toBe(200);
  });

  test('goes when it was to go whatever it is', async () => {
    const gone = await interrupted(
      /^TransactWrite/,
      /product\.delete/,
      () => sell(3),
      () => remove({}),
    );
    expect(gone.status).toBe(204);
    expect((await read()).status).toBe(404);
  });
});

test('of ten writes at once with the same tag, one passes', async () => {
  const { etag = '' } = (await read()).headers;
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => put({ ...ITEM, quantity: n }, etag)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
});

describe('a write is refused, naming the field,', () => {
  test.each<[string, object, string]>([
    ['without a name', { name: '' }, 'name'],
    ['with a price of parts of a cent', { unitPrice: 0.123 }, 'unitPrice'],
    ['with a price of the smallest part of a cent', { unitPrice: 19.990_000_001 }, 'unitPrice'],
    ['with a price that is no number', { unitPrice: '1.00' }, 'unitPrice'],
    ['without a price', { unitPrice: 0 }, 'unitPrice'],
    ['with half of an item', { quantity: 0.5 }, 'quantity'],
    ['with less than none', { quantity: -1 }, 'quantity'],
  ])('%s', async (_, change, path) => {
    const body = { ...ITEM, ...change };
    expect(await put(body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect((await shop.call('POST', '/api/items', { headers, body })).status).toBe(400);
  });
});

test.each(['GET', 'PUT', 'DELETE'])('%s of an item that does not exist is a 404', async (method) => {
  for (const id of [newId('prd', NOON), 'some']) {
    const body = method === 'PUT' ? { body: ITEM } : {};
    expect((await shop.call(method, `/api/items/${id}`, { headers, ...body })).status).toBe(404);
  }
});

test('every price of whole cents is taken, and is the same in cents', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (cents) => {
      const { unitPrice } = validate(ItemBody, { ...ITEM, unitPrice: cents / 100 });
      expect(centsOf(unitPrice)).toBe(cents);
    }),
    { numRuns: 200 },
  );
});
