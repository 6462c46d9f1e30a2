import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCatalogApi } from '../../../functions/catalog/app.ts';
import { loadCatalogue } from '../../../functions/catalog/load-catalogue.ts';
import type { Api } from '../../../functions/lib/context.ts';
import { pictures } from '../../../functions/lib/entities/picture.ts';
import { type Product, products } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { callFunction, type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { png } from '../admin/pictures.ts';

type Page = {
  products: { id: string; name: string; category: string; description: string; priceCents: number; stock: number }[];
  total: number;
  nextCursor: string | null;
};

let shop: EmbeddedShop;
beforeAll(async () => {
  shop = await startEmbeddedShop();
});
afterAll(() => shop.stop());

async function addProduct(given: Partial<Product>): Promise<Product> {
  const product = {
    id: newId('prd', NOON),
    name: 'Tray',
    description: 'Flat.',
    category: 'Kitchen',
    priceCents: 100,
    stock: 3,
  };
  const { data } = await products()
    .create({ ...product, createdAt: NOON, ...given })
    .go();
  return data;
}

const list = async (query: string) => (await shop.call<Page>('GET', `/api/products${query}`)).body;

describe('GET /api/products', () => {
  test('lists the sample catalogue by name, with everything a shopper sees', async () => {
    const { products } = await list('?limit=100');
    expect(products.length).toBeGreaterThanOrEqual(24);
    expect(new Set(products.map(({ category }) => category)).size).toBeGreaterThanOrEqual(4);
    expect(products[0]).toEqual({
      id: expect.stringMatching(/^prd_/),
      name: expect.any(String),
      description: expect.any(String),
      category: expect.any(String),
      priceCents: expect.any(Number),
      currency: 'EUR',
      stock: expect.any(Number),
      picture: `/api/products/${products[0]?.id}/picture`,
    });
  });

  test('following the cursors visits every product once, in the order of the whole list', async () => {
    const whole = await list('?limit=100');
    const visited: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page = await list(`?limit=5${cursor ? `&cursor=${cursor}` : ''}`);
      visited.push(...page.products.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(visited).toEqual(whole.products.map(({ id }) => id));
  });

  test('following the cursors of a search visits every match once', async () => {
    const first = await list('?category=kitchen&limit=4');
    const second = await list(`?category=kitchen&limit=4&cursor=${first.nextCursor}`);
    const names = [...first.products, ...second.products].map(({ name }) => name);
    expect(names).toEqual((await list('?category=Kitchen&limit=100')).products.map(({ name }) => name));
    expect(second.nextCursor).toBeNull();
  });

  test.each([
    ['a word of the name, in any case', 'MUG', 'Stoneware mug'],
    ['a word of the description', 'goatskin', 'Leather garden gloves'],
    ['several words that need not be neighbours', 'lamp brass', 'Brass desk lamp'],
  ])('a search finds %s', async (_, search, name) => {
    const { products } = await list(`?search=${encodeURIComponent(search)}`);
    expect(products.map((product) => product.name)).toContain(name);
    expect(products.length).toBeLessThan(24);
  });

  test('a search for nothing that exists is an empty page', async () => {
    expect(await list('?search=zeppelin')).toEqual({ products: [], total: 0, nextCursor: null });
  });

  test.each([
    ['limit below 1', '?limit=0', 'limit'],
    ['limit above 100', '?limit=101', 'limit'],
    ['limit that is no number', '?limit=many', 'limit'],
    ['cursor that was never handed out', '?cursor=abc', 'cursor'],
    [
      'cursor of the right form for something else',
      `?cursor=${Buffer.from('["a","ord_1"]').toString('base64url')}`,
      'cursor',
    ],
    ['search that is too long', `?search=${'x'.repeat(101)}`, 'search'],
    ['price that is no whole number', '?minPriceCents=1.5', 'minPriceCents'],
    ['price below 0', '?maxPriceCents=-1', 'maxPriceCents'],
    ['lowest price above the highest', '?minPriceCents=2&maxPriceCents=1', 'minPriceCents'],
    ['stock that is no question', '?inStock=maybe', 'inStock'],
    ['order that there is not', '?sort=stock', 'sort'],
  ])('%s is a 400 that names the parameter', async (_, query, path) => {
    const { status, body } = await shop.call('GET', `/api/products${query}`);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path, message: expect.any(String) }]);
  });
});

describe('GET /api/products, for who has it already', () => {
  test.each(['/api/products', '/api/products?sort=-price&limit=3', '/api/categories'])(
    '%s is a 304 as long as nothing of it changed',
    async (path) => {
      const { headers, text } = await shop.call('GET', path);
      const ask = () => shop.call('GET', path, { headers: { 'if-none-match': `"other", W/${headers.etag}` } });
      expect(await ask()).toMatchObject({ status: 304, text: '', headers: { etag: headers.etag } });
      const { id } = await addProduct({ name: 'Almond tray', priceCents: 999_999 });
      const changed = await ask();
      expect(changed.status).toBe(200);
      expect(changed.text).not.toBe(text);
      await products().delete({ id }).go();
      expect(await ask()).toMatchObject({ status: 304 });
    },
  );

  test.each<[string, (etag: string) => string, number]>([
    ['the tag', (etag) => etag, 304],
    ['the tag as a weak one', (etag) => `W/${etag}`, 304],
    ['any tag at all', () => '*', 304],
    ['a tag that begins with it', (etag) => `${etag.slice(0, -1)}x"`, 200],
    ['no tag', () => '', 200],
  ])('%s in If-None-Match is answered for what it is', async (_, header, expected) => {
    const { headers } = await shop.call('GET', '/api/categories');
    const answer = await shop.call('GET', '/api/categories', {
      headers: { 'if-none-match': header(headers.etag ?? '') },
    });
    expect(answer.status).toBe(expected);
  });

  test('may be kept but is asked for again each time, for stock changes', async () => {
    const { headers } = await shop.call('GET', '/api/products');
    expect(headers['cache-control']).toBe('no-cache');
  });
});

describe('the function’s copy of the catalogue', () => {
  const read = async (api: Api) => {
    shop.output.clear();
    const { body } = await callFunction<Page>(api, 'GET', '/api/products?limit=100');
    const [line] = shop.output.canonical();
    return {
      total: body.total,
      hit: line?.CacheHits,
      miss: line?.CacheMisses,
      items: line?.Items,
      low: line?.LowStockItems,
    };
  };

  test('answers until it is too old, and counts what it did and what it holds', async () => {
    const kept = createCatalogApi(Number.POSITIVE_INFINITY);
    const first = await read(kept);
    const low = (await list('?limit=100')).products.filter(({ stock }) => stock < 5).length;
    expect(first).toEqual({ total: first.total, hit: undefined, miss: 1, items: first.total, low });
    const { id } = await addProduct({ name: 'Almond tray' });
    const again = { total: first.total, hit: 1, miss: undefined, items: undefined, low: undefined };
    expect(await read(kept)).toEqual(again);
    expect(await read(createCatalogApi(0))).toMatchObject({ total: first.total + 1, miss: 1 });
    await products().delete({ id }).go();
  });

  test('holds no more products than are allowed, and says so', async () => {
    shop.output.clear();
    const { size } = await loadCatalogue();
    await loadCatalogue(size);
    expect(shop.output.logged()).toEqual([]);
    expect((await loadCatalogue(7)).size).toBe(7);
    expect(shop.output.logged()).toMatchObject([{ level: 'WARN' }]);
  });
});

describe('GET /api/products/{id}', () => {
  test('is the product itself', async () => {
    const mug = await shop.product('mug');
    expect((await shop.call('GET', `/api/products/${mug.id}`)).body).toEqual(mug);
  });

  test.each(['prd_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'nonsense', 'prd_'])('%s is a 404', async (id) => {
    expect((await shop.call('GET', `/api/products/${id}`)).status).toBe(404);
  });
});

describe('GET /api/products/{id}/picture', () => {
  test('is an SVG that names the product, may be cached, and is different for every product', async () => {
    const { products } = await list('?limit=100');
    const pictures = new Set<string>();
    for (const { id, name } of products) {
      const { text, headers } = await shop.call('GET', `/api/products/${id}/picture`);
      expect(headers['content-type']).toBe('image/svg+xml');
      expect(headers['cache-control']).toContain('public');
      expect(text).toContain(`<title>${name}</title>`);
      pictures.add(text);
    }
    expect(pictures.size).toBe(products.length);
  });

  test('is a 304 for who has it already', async () => {
    const { id } = await shop.product('mug');
    const { headers } = await shop.call('GET', `/api/products/${id}/picture`);
    const again = await shop.call('GET', `/api/products/${id}/picture`, {
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    expect(again).toMatchObject({ status: 304, text: '' });
  });
});

describe('a picture that was uploaded', () => {
  const bytes = png({ width: 4, height: 4 });
  const digest = createHash('sha256').update(bytes).digest('hex');
  let id: string;
  beforeAll(async () => {
    ({ id } = await addProduct({ name: 'Pictured tray', pictureDigest: digest }));
    await pictures().put({ productId: id, mediaType: 'image/png', bytes, digest }).go();
  });
  afterAll(() => products().delete({ id }).go());

  test('has an address of its own, at which it may be kept for good', async () => {
    const { body } = await shop.call<{ picture: string }>('GET', `/api/products/${id}`);
    const { headers, text } = await shop.call('GET', body.picture);
    expect(Buffer.from(text, 'base64')).toEqual(bytes);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('immutable'),
    });
  });

  test.each(['', '?v=0000000000000000'])('is asked for again soon at the address with %j', async (query) => {
    const { status, headers } = await shop.call('GET', `/api/products/${id}/picture${query}`);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=300');
  });

  test('is a 304 for who has it', async () => {
    const request = { headers: { 'if-none-match': `"${digest}"` } };
    expect(await shop.call('GET', `/api/products/${id}/picture`, request)).toMatchObject({ status: 304, text: '' });
  });

  test('is drawn again when it is gone', async () => {
    await pictures().delete({ productId: id }).go();
    const { headers } = await shop.call('GET', `/api/products/${id}/picture`);
    expect(headers['content-type']).toBe('image/svg+xml');
  });
});

test.each(['search=', 'category=', 'limit=', 'cursor=', 'search=&category=&limit=&cursor='])(
  'the empty parameters %s are none',
  async (query) => {
    expect(await list(`?${query}`)).toEqual(await list(''));
  },
);

test('GET /api/categories counts the products of each', async () => {
  const { body } = await shop.call<{ categories: { name: string; count: number }[] }>('GET', '/api/categories');
  const { products } = await list('?limit=100');
  expect(body.categories.map(({ name }) => name)).toEqual(['Desk', 'Garden', 'Kitchen', 'Travel']);
  expect(body.categories.reduce((sum, { count }) => sum + count, 0)).toBe(products.length);
});

test.each(['/health', '/health/live', '/health/ready', '/health/catalog'])('%s says ok', async (path) => {
  expect(await shop.call('GET', path)).toMatchObject({ status: 200, body: { status: 'ok' } });
});
