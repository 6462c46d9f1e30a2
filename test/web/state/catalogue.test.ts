import { describe, expect, test } from 'vitest';
import type { Product } from '../../../web/src/api/types.ts';
import { catalogueHref, createCatalogue, PAGE_SIZE, productsPath } from '../../../web/src/state/catalogue.ts';
import { fakeApi } from '../fake-api.ts';

const product = (id: string): Product => ({
  id,
  name: id,
  description: '',
  category: 'Desk',
  priceCents: 1,
  currency: 'EUR',
  stock: 1,
  picture: '',
});
const { signal } = new AbortController();
const all = { search: '', category: '' };

async function firstPage(now = () => 0) {
  const { api, next } = fakeApi();
  const catalogue = createCatalogue(api, now);
  const reading = catalogue.first(all, signal);
  next().answer({ products: [product('a'), product('b')], nextCursor: 'c2' });
  return { catalogue, next, found: await reading };
}

describe('addresses', () => {
  test('of the page leave out what is not asked for', () => {
    expect(catalogueHref({})).toBe('/');
    expect(catalogueHref({ search: '', category: 'Desk' })).toBe('/?category=Desk');
    expect(catalogueHref({ search: 'a&b c', category: 'Desk' })).toBe('/?category=Desk&search=a%26b+c');
  });

  test('of the API carry words, category and cursor, safely encoded', () => {
    const url = new URL(productsPath({ search: 'a&b', category: 'Tea & co' }, 'x=='), 'http://shop');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      limit: String(PAGE_SIZE),
      search: 'a&b',
      category: 'Tea & co',
      cursor: 'x==',
    });
  });
});

describe('the catalogue', () => {
  test('goes on from the cursor and shows no product twice', async () => {
    const { catalogue, next, found } = await firstPage();
    const reading = catalogue.more(all, found, signal);
    const call = next();
    expect(call.path).toContain('cursor=c2');
    call.answer({ products: [product('b'), product('c')], nextCursor: null });
    const { products, nextCursor } = await reading;
    expect(products.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(nextCursor).toBeUndefined();
  });

  test('remembers what a query found, and each product, until it is told to forget', async () => {
    const { catalogue, found } = await firstPage();
    expect(catalogue.peek(all)).toEqual(found);
    expect(catalogue.peek({ search: 'x', category: '' })).toBeUndefined();
    expect(catalogue.product('b')?.id).toBe('b');
    catalogue.forget();
    expect(catalogue.peek(all)).toBeUndefined();
    expect(catalogue.product('b')).toBeUndefined();
  });

  test('does not trust what it remembers for long', async () => {
    let now = 0;
    const { catalogue } = await firstPage(() => now);
    now = 59_999;
    expect(catalogue.peek(all)).toBeDefined();
    now = 60_000;
    expect(catalogue.peek(all)).toBeUndefined();
  });

  test('remembers nothing of a page that could not be read', async () => {
    const { api, next } = fakeApi();
    const catalogue = createCatalogue(api, () => 0);
    const reading = catalogue.first(all, signal);
    next().fail(new Error('offline'));
    await expect(reading).rejects.toThrow('offline');
    expect(catalogue.peek(all)).toBeUndefined();
  });
});
