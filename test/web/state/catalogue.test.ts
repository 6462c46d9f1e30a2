import { describe, expect, test } from 'vitest';
import type { Product } from '../../../web/src/api/types.ts';
import { createCatalogue } from '../../../web/src/state/catalogue.ts';
import { EVERYTHING } from '../../../web/src/state/catalogue-query.ts';
import { fakeApi, settled } from '../fake-api.ts';

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
const page = (ids: string, nextCursor: string | null = null) => ({
  products: [...ids].map(product),
  nextCursor,
  total: 3,
});
const idsOf = ({ products }: { products: readonly Product[] }) => products.map(({ id }) => id).join('');

async function firstPage(now = () => 0) {
  const { api, calls, next } = fakeApi();
  const catalogue = createCatalogue(api, now);
  const reading = catalogue.load(EVERYTHING, 2, signal);
  next().answer(page('ab', 'c2'));
  return { catalogue, calls, next, found: await reading };
}

describe('the catalogue', () => {
  test('goes on from what it knows and shows no product twice', async () => {
    const { catalogue, next } = await firstPage();
    const reading = catalogue.load(EVERYTHING, 4, signal);
    const call = next();
    expect(call.path).toContain('cursor=c2');
    call.answer(page('bc'));
    const found = await reading;
    expect(idsOf(found)).toBe('abc');
    expect(found).toMatchObject({ nextCursor: undefined, total: 3 });
  });

  test('asks for as many pages as it takes', async () => {
    const { catalogue, calls, next } = await firstPage();
    const reading = catalogue.load(EVERYTHING, 4, signal);
    next().answer(page('c', 'c3'));
    await settled();
    expect(calls).toHaveLength(1);
    next().answer(page('d', 'c4'));
    expect(idsOf(await reading)).toBe('abcd');
    expect(calls).toEqual([]);
  });

  test('takes a page without anything new for the end, so that it never asks for ever', async () => {
    const { catalogue, next } = await firstPage();
    const reading = catalogue.load(EVERYTHING, 4, signal);
    next().answer(page('ab', 'c2'));
    expect((await reading).nextCursor).toBeUndefined();
  });

  test('remembers what a query found, and each product, until it is told to forget', async () => {
    const { catalogue, found } = await firstPage();
    expect(catalogue.peek(EVERYTHING, 2)).toEqual(found);
    expect(catalogue.peek({ ...EVERYTHING, search: 'x' }, 2)).toBeUndefined();
    expect(catalogue.product('b')?.id).toBe('b');
    catalogue.forget();
    expect(catalogue.peek(EVERYTHING, 2)).toBeUndefined();
    expect(catalogue.product('b')).toBeUndefined();
  });

  test('knows less than is asked for only where there is no more', async () => {
    const { catalogue, next } = await firstPage();
    expect(catalogue.peek(EVERYTHING, 3)).toBeUndefined();
    const reading = catalogue.load(EVERYTHING, 9, signal);
    next().answer(page('c'));
    await reading;
    expect(catalogue.peek(EVERYTHING, 9)).toBeDefined();
  });

  test('does not trust what it remembers for long', async () => {
    let now = 0;
    const { catalogue, next } = await firstPage(() => now);
    now = 59_999;
    expect(catalogue.peek(EVERYTHING, 2)).toBeDefined();
    now = 60_000;
    expect(catalogue.peek(EVERYTHING, 2)).toBeUndefined();
    const reading = catalogue.load(EVERYTHING, 2, signal);
    const call = next();
    expect(call.path).not.toContain('cursor');
    call.answer(page('xy'));
    expect(idsOf(await reading)).toBe('xy');
  });

  test('trusts a list no longer because more of it was read since', async () => {
    let now = 0;
    const { catalogue, next } = await firstPage(() => now);
    now = 59_999;
    const reading = catalogue.load(EVERYTHING, 3, signal);
    next().answer(page('c'));
    expect(idsOf(await reading)).toBe('abc');
    expect(catalogue.peek(EVERYTHING, 3)).toBeDefined();
    now = 60_000;
    expect(catalogue.peek(EVERYTHING, 3)).toBeUndefined();
  });

  test('remembers nothing of a page that could not be read', async () => {
    const { api, next } = fakeApi();
    const catalogue = createCatalogue(api, () => 0);
    const reading = catalogue.load(EVERYTHING, 2, signal);
    next().fail(new Error('offline'));
    await expect(reading).rejects.toThrow('offline');
    expect(catalogue.peek(EVERYTHING, 2)).toBeUndefined();
  });
});
