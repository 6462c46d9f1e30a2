import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';

type Page = {
  products: { id: string; name: string; category: string; description: string }[];
  nextCursor: string | null;
};

let shop: EmbeddedShop;
beforeAll(async () => {
  shop = await startEmbeddedShop();
});
afterAll(() => shop.stop());

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
    expect(await list('?search=zeppelin')).toEqual({ products: [], nextCursor: null });
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
  ])('%s is a 400 that names the parameter', async (_, query, path) => {
    const { status, body } = await shop.call('GET', `/api/products${query}`);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path, message: expect.any(String) }]);
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

test.each(['/health', '/health/live', '/health/ready'])('%s says ok', async (path) => {
  expect(await shop.call('GET', path)).toMatchObject({ status: 200, body: { status: 'ok' } });
});
