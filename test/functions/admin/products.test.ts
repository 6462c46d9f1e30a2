import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdminProductView } from '../../../functions/admin/product-view.ts';
import { catalogueSizes } from '../../../functions/lib/entities/catalogue-size.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { type EmbeddedShop, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { audited } from './audited.ts';

const LAMP = {
  name: 'Reading Lamp',
  description: 'Bends to the page.',
  category: 'Desk',
  priceCents: 3_900,
  costCents: 2_100,
  stock: 12,
};
const UNKNOWN = newId('prd', NOON);

type Body = { product: AdminProductView };

let shop: EmbeddedShop;
let headers: { authorization: string };
let lamp: AdminProductView;

beforeAll(async () => {
  shop = await startEmbeddedShop();
  headers = await shop.signInAdmin();
});
beforeEach(async () => {
  lamp = (await create(LAMP)).body.product;
});
afterAll(() => shop.stop());

function create(body: object): Promise<ShopAnswer<Body>> {
  return shop.call('POST', '/api/admin/products', { headers, body });
}

function edit(body: object, id = lamp.id): Promise<ShopAnswer<Body>> {
  return shop.call('PUT', `/api/admin/products/${id}`, { headers, body });
}

function remove(revision: number, id = lamp.id): Promise<ShopAnswer> {
  return shop.call('DELETE', `/api/admin/products/${id}?revision=${revision}`, { headers });
}

async function read(id = lamp.id): Promise<AdminProductView> {
  return (await shop.call<Body>('GET', `/api/admin/products/${id}`, { headers })).body.product;
}

describe('a new product', () => {
  test('is as it was written, of the first revision, and on sale', async () => {
    expect(lamp).toEqual({
      ...LAMP,
      id: lamp.id,
      revision: 0,
      picture: expect.stringContaining(`/api/products/${lamp.id}/picture`),
      uploaded: false,
      createdAt: '2026-06-01T12:00:00.000Z',
    });
    expect(await read()).toEqual(lamp);
    expect((await shop.call('GET', `/api/products/${lamp.id}`)).body).toMatchObject({ name: LAMP.name, stock: 12 });
  });

  test('needs neither description nor cost nor stock', async () => {
    const { body, status } = await create({ name: ' Plain ', category: 'Desk', priceCents: 1 });
    expect(status).toBe(201);
    expect(body.product).toMatchObject({ name: 'Plain', description: '', costCents: null, stock: 0 });
  });

  test.each<[string, object, string]>([
    ['without a name', { name: '  ' }, 'name'],
    ['with a name of two lines', { name: 'a\nb' }, 'name'],
    ['with a name of 121 characters', { name: 'x'.repeat(121) }, 'name'],
    ['with a description of 2,001 characters', { description: 'x'.repeat(2001) }, 'description'],
    ['without a category', { category: undefined }, 'category'],
    ['that costs nothing', { priceCents: 0 }, 'priceCents'],
    ['that costs parts of a cent', { priceCents: 0.5 }, 'priceCents'],
    ['that costs more than 100,000.00', { priceCents: 10_000_001 }, 'priceCents'],
    ['that the shop is paid to buy', { costCents: -1 }, 'costCents'],
    ['with less than nothing in stock', { stock: -1 }, 'stock'],
    ['with more than a million in stock', { stock: 1_000_001 }, 'stock'],
  ])('%s is refused, naming the field', async (_, change, path) => {
    const { status, body } = await create({ ...LAMP, ...change });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ path }] });
  });

  test.each(['name', 'description', 'category'])('with half of a character in its %s is refused', async (field) => {
    expect((await create({ ...LAMP, [field]: 'a\ud800' })).status).toBe(400);
  });

  test('beyond the bound of the catalogue is refused, until one is deleted', async () => {
    const { data } = await catalogueSizes().get({ catalogue: 'all' }).go({ consistent: true });
    await catalogueSizes().patch({ catalogue: 'all' }).set({ products: 10_000 }).go();
    const full = await create(LAMP);
    expect(full).toMatchObject({ status: 409, body: { type: 'urn:problem:catalogue-full' } });
    expect((await remove(0)).status).toBe(204);
    expect((await create(LAMP)).status).toBe(201);
    await catalogueSizes()
      .patch({ catalogue: 'all' })
      .set({ products: data?.products ?? 0 })
      .go();
  });
});

describe('a creation with an Idempotency-Key', () => {
  const keyed = (key: string, body: object = LAMP) =>
    shop.call<Body>('POST', '/api/admin/products', { headers: { ...headers, 'idempotency-key': key }, body });

  test('makes one product however often it is repeated, at once or later', async () => {
    const answers = await Promise.all([keyed('a'), keyed('a'), keyed('a')]);
    const ids = [...answers, await keyed('a')].map(({ status, body }) => `${status} ${body.product.id}`);
    expect(new Set(ids).size).toBe(1);
    expect(await audited(answers[0].body.product.id)).toHaveLength(1);
  });

  test('makes another product for another key or another admin, and none for another body', async () => {
    const [first, second] = [await keyed('b'), await keyed('c')];
    const { authorization } = await signInAs('admin');
    const others = { headers: { authorization, 'idempotency-key': 'b' }, body: LAMP };
    const third = await shop.call<Body>('POST', '/api/admin/products', others);
    expect(new Set([first, second, third].map(({ body }) => body.product.id)).size).toBe(3);
    const reused = await keyed('b', { ...LAMP, priceCents: 1 });
    expect(reused).toMatchObject({ status: 409, body: { type: 'urn:problem:idempotency-key-reused' } });
  });

  test('makes a deleted product no second time', async () => {
    const { body } = await keyed('d');
    await remove(0, body.product.id);
    expect((await keyed('d')).status).toBe(404);
  });

  test.each(['two words', 'x'.repeat(129)])('is refused for %j', async (key) => {
    expect((await keyed(key)).status).toBe(400);
  });
});

describe('the count of the catalogue', () => {
  async function counted(): Promise<number> {
    const { data } = await products().query.byName({ catalogue: 'all' }).go({ pages: 'all' });
    return data.length;
  }

  test('begins with the products that there are and follows those that come and go, at once or not', async () => {
    await catalogueSizes().delete({ catalogue: 'all' }).go();
    const made = await Promise.all(Array.from({ length: 8 }, () => create(LAMP)));
    await Promise.all(made.slice(0, 5).map(({ body }) => remove(0, body.product.id)));
    const { data } = await catalogueSizes().get({ catalogue: 'all' }).go({ consistent: true });
    expect(data?.products).toBe(await counted());
  });
});

describe('an edit', () => {
  test('changes what it names, leaves the rest, raises the revision and is told in the audit log', async () => {
    const { status, body } = await edit({ revision: 0, priceCents: 4_200, description: 'Dimmable.', stockChange: -2 });
    expect(status).toBe(200);
    expect(body.product).toEqual({ ...lamp, priceCents: 4_200, description: 'Dimmable.', stock: 10, revision: 1 });
    expect(await read()).toEqual(body.product);
    expect(await audited(lamp.id)).toContainEqual({
      action: 'product.update',
      details: { priceCents: { from: 3_900, to: 4_200 }, description: 'changed', stockChange: -2 },
    });
  });

  test('of the name moves the product in the lists', async () => {
    expect((await edit({ revision: 0, name: 'Aardvark' })).status).toBe(200);
    const { body } = await shop.call<{ products: { id: string }[] }>('GET', '/api/products?search=aardvark');
    expect(body.products.map(({ id }) => id)).toEqual([lamp.id]);
    expect((await remove(1)).status).toBe(204);
  });

  test('takes the cost away and gives it again', async () => {
    expect((await edit({ revision: 0, costCents: null })).body.product.costCents).toBeNull();
    expect(await read()).toMatchObject({ costCents: null });
    expect((await edit({ revision: 1, costCents: 5 })).body.product.costCents).toBe(5);
  });

  test.each<[string, object, string, object]>([
    ['of an older revision', { revision: 7, priceCents: 1 }, 'edited-meanwhile', { product: { revision: 0 } }],
    ['that takes more than there is', { revision: 0, stockChange: -13 }, 'stock-too-low', { stock: 12 }],
    ['that takes the stock for another', { revision: 0, stock: 5, expectedStock: 11 }, 'stock-changed', { stock: 12 }],
    ['that fills the stock beyond its bound', { revision: 0, stockChange: 999_989 }, 'stock-too-high', { stock: 12 }],
  ])('%s is refused, tells what is the case, and changes nothing', async (_, body, code, members) => {
    const refused = await edit(body);
    expect(refused).toMatchObject({ status: 409, body: { type: `urn:problem:${code}`, ...members } });
    expect(await read()).toEqual(lamp);
  });

  test.each<[string, object, string]>([
    ['no revision', { priceCents: 1 }, 'revision'],
    ['a stock without the expected one', { revision: 0, stock: 5 }, 'expectedStock'],
    ['two ways to change the stock', { revision: 0, stock: 5, expectedStock: 12, stockChange: 1 }, 'stockChange'],
    ['an empty name', { revision: 0, name: '' }, 'name'],
  ])('with %s is refused, naming the field', async (_, body, path) => {
    expect(await edit(body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });

  test('sets the stock when it is as expected', async () => {
    expect((await edit({ revision: 0, stock: 40, expectedStock: 12 })).body.product.stock).toBe(40);
  });

  test('of one and the same revision succeeds for one of two admins; the other sees what came of it', async () => {
    const answers = await Promise.all([1_000, 2_000].map((priceCents) => edit({ revision: 0, priceCents })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const product = await read();
    expect(product).toMatchObject({ revision: 1 });
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ product });
  });
});

describe('what does not exist', () => {
  test.each<[string, string, string]>([
    ['read', 'GET', ''],
    ['edited', 'PUT', ''],
    ['deleted', 'DELETE', '?revision=0'],
    ['stripped of its picture', 'DELETE', '/picture?revision=0'],
  ])('cannot be %s', async (_, method, rest) => {
    for (const id of [UNKNOWN, 'some', 'prd_1%23pk']) {
      const body = method === 'PUT' ? { body: { revision: 0 } } : {};
      const { status } = await shop.call(method, `/api/admin/products/${id}${rest}`, { headers, ...body });
      expect([id, status]).toEqual([id, 404]);
    }
  });
});

describe('a deletion', () => {
  test('happens once, and is told in the audit log', async () => {
    const answers = await Promise.all([remove(0), remove(0)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect((await shop.call('GET', `/api/products/${lamp.id}`)).status).toBe(404);
    const told = (await audited(lamp.id)).filter(({ action }) => action === 'product.delete');
    expect(told).toEqual([{ action: 'product.delete', details: { name: LAMP.name } }]);
  });

  test.each<[string, string, number]>([
    ['of an older revision', '?revision=3', 409],
    ['without a revision', '', 400],
    ['with an empty revision', '?revision=', 400],
  ])('%s is refused', async (_, query, status) => {
    expect((await shop.call('DELETE', `/api/admin/products/${lamp.id}${query}`, { headers })).status).toBe(status);
    expect(await read()).toEqual(lamp);
  });

  test('takes the product out of open carts, which cannot be bought with it', async () => {
    const { authorization } = await signInAs('customer');
    const customer = { authorization };
    await shop.call('PUT', `/api/cart/items/${lamp.id}`, { headers: customer, body: { quantity: 1 } });
    await remove(0);
    expect((await shop.call('GET', '/api/cart', { headers: customer })).body).toMatchObject({ lines: [] });
    const checkout = await shop.call('POST', '/api/checkout', {
      headers: { ...customer, 'idempotency-key': 'k' },
      body: {
        payment: { method: 'card', number: '4242424242424242', expiry: '12/30', cvc: '123' },
        shipping: { name: 'A', street: 'B', city: 'C', postcode: 'D', country: 'NL' },
      },
    });
    expect(checkout.status).toBe(409);
  });
});

describe('the list', () => {
  type List = { products: AdminProductView[]; nextCursor: string | null };
  const list = (query: string) => shop.call<List>('GET', `/api/admin/products${query}`, { headers });

  test('pages through all products by name, each once', async () => {
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body }: ShopAnswer<List> = await list(`?limit=7${query}`);
      names.push(...body.products.map(({ name, id }) => `${name.toLowerCase()} ${id}`));
      cursor = body.nextCursor;
    } while (cursor !== null);
    const { data } = await products().query.byName({ catalogue: 'all' }).go({ pages: 'all' });
    expect(new Set(names).size).toBe(data.length);
    expect(names).toEqual([...names].sort());
  });

  test('finds those with every word', async () => {
    const { body } = await list('?search=bends%20DESK%20lamp');
    expect(body.products.length).toBeGreaterThan(0);
    expect(new Set(body.products.map(({ name }) => name))).toEqual(new Set([LAMP.name]));
  });

  const halfCursor = Buffer.from(JSON.stringify(['\ud800', UNKNOWN])).toString('base64url');

  test.each(['?limit=0', '?limit=101', '?cursor=x', '?cursor=WyJhIiwiYiJd', `?cursor=${halfCursor}`])(
    '%s is refused',
    async (query) => {
      expect((await list(query)).status).toBe(400);
    },
  );
});
