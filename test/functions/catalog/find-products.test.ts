import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { findProducts } from '../../../functions/catalog/find-products.ts';
import { ProductQuery, SORTS } from '../../../functions/catalog/product-query.ts';
import { snapshotOf } from '../../../functions/catalog/snapshot.ts';
import type { Product } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';

const query = (given: object) => z.parse(ProductQuery, given);

function product(given: Partial<Product>): Product {
  const id = newId('prd', given.createdAt ?? 0);
  const plain = { name: 'Tray', description: 'Flat.', category: 'Kitchen', priceCents: 100, stock: 3, createdAt: 0 };
  return { id, catalogue: 'all', ...plain, ...given };
}

const shelf = snapshotOf([
  product({ name: 'Émaille-Topf', description: 'Für Suppe.', priceCents: 300, stock: 0, createdAt: 1 }),
  product({ name: 'apron', priceCents: 200, stock: 9, createdAt: 3 }),
  product({ name: 'Zip bag', category: 'Travel', priceCents: 200, createdAt: 2 }),
  product({ name: 'Folding fan', category: 'Reisen', description: 'Of silk.', priceCents: 900, createdAt: 4 }),
]);
const names = (given: object) => findProducts(shelf, query(given)).page.map(({ name }) => name);

describe('the catalogue', () => {
  test.each<[string, object, string[]]>([
    ['by name, whatever case and accents', {}, ['apron', 'Émaille-Topf', 'Folding fan', 'Zip bag']],
    ['by price, then by name', { sort: 'price' }, ['apron', 'Zip bag', 'Émaille-Topf', 'Folding fan']],
    ['by price, the dearest first', { sort: '-price' }, ['Folding fan', 'Émaille-Topf', 'apron', 'Zip bag']],
    ['the newest first', { sort: 'newest' }, ['Folding fan', 'apron', 'Zip bag', 'Émaille-Topf']],
    ['of a category, in any case', { category: 'travel' }, ['Zip bag']],
    ['of a part of a category’s name: none', { category: 'trav' }, []],
    ['with a word, without its accents', { search: 'emaille' }, ['Émaille-Topf']],
    ['with a word, with accents that it has not', { search: 'fän' }, ['Folding fan']],
    ['with words in several of its texts', { search: '  silk  REISEN ' }, ['Folding fan']],
    ['from a price on', { minPriceCents: '300' }, ['Émaille-Topf', 'Folding fan']],
    ['up to a price', { maxPriceCents: '200' }, ['apron', 'Zip bag']],
    ['of one price', { minPriceCents: '300', maxPriceCents: '300' }, ['Émaille-Topf']],
    ['in stock', { inStock: 'true' }, ['apron', 'Folding fan', 'Zip bag']],
    ['of all of that at once', { inStock: 'true', maxPriceCents: '200', category: 'Kitchen', search: 'a' }, ['apron']],
  ])('%s', (_, given, expected) => {
    expect(names(given)).toEqual(expected);
  });

  test('tells how many match on all pages', () => {
    const { page, total, nextCursor } = findProducts(shelf, query({ limit: '1', maxPriceCents: '300' }));
    expect([page.length, total, typeof nextCursor]).toEqual([1, 3, 'string']);
  });

  test('says that the last page is the last one, also when it is full', () => {
    expect(findProducts(shelf, query({ limit: '4' }))).toMatchObject({ total: 4, nextCursor: null });
  });

  test('goes on behind names that are alike for longer than a cursor tells', () => {
    const name = 'n'.repeat(130);
    const alike = snapshotOf([product({ name: `${name}b` }), product({ name: `${name}a` })]);
    const first = findProducts(alike, query({ limit: '1' }));
    const second = findProducts(alike, query({ limit: '1', cursor: first.nextCursor }));
    expect(new Set([...first.page, ...second.page].map(({ id }) => id)).size).toBe(2);
    expect(second.nextCursor).toBeNull();
  });

  test('counts as low in stock what there are fewer than five of', () => {
    expect(snapshotOf([0, 4, 5].map((stock) => product({ stock }))).lowStock).toBe(2);
  });

  test('refuses the cursor of another order', () => {
    const { nextCursor } = findProducts(shelf, query({ limit: '1' }));
    expect(() => findProducts(shelf, query({ sort: 'price', cursor: nextCursor }))).toThrow(/does not belong/);
  });
});

const products = fc.array(
  fc
    .record({
      name: fc.string({ unit: 'grapheme', maxLength: 8 }),
      priceCents: fc.nat({ max: 5 }),
      stock: fc.nat({ max: 2 }),
      createdAt: fc.nat({ max: 3 }),
    })
    .map(product),
  { maxLength: 30 },
);

describe('following the cursors', () => {
  test('visits every match once, in the order of one large page, whatever the order, filter and page size', () => {
    fc.assert(
      fc.property(
        products,
        fc.constantFrom(...SORTS),
        fc.integer({ min: 1, max: 7 }),
        fc.nat({ max: 5 }),
        (all, sort, limit, minPriceCents) => {
          const snapshot = snapshotOf(all);
          const whole = findProducts(snapshot, query({ sort, limit: 100, minPriceCents }));
          const visited: string[] = [];
          for (let cursor: string | null | undefined; cursor !== null; ) {
            const { page, total, nextCursor } = findProducts(snapshot, query({ sort, limit, minPriceCents, cursor }));
            visited.push(...page.map(({ id }) => id));
            expect(total).toBe(whole.total);
            expect(visited.length).toBeLessThanOrEqual(whole.total);
            cursor = nextCursor;
          }
          expect(visited).toEqual(whole.page.map(({ id }) => id));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('goes on behind a product that has gone meanwhile', () => {
    fc.assert(
      fc.property(products, fc.constantFrom(...SORTS), fc.integer({ min: 1, max: 7 }), (all, sort, limit) => {
        const { page, nextCursor } = findProducts(snapshotOf(all), query({ sort, limit }));
        if (nextCursor === null) return;
        const left = snapshotOf(all.filter(({ id }) => id !== page.at(-1)?.id));
        const rest = findProducts(left, query({ sort, limit: 100, cursor: nextCursor })).page.map(({ id }) => id);
        const whole = findProducts(snapshotOf(all), query({ sort, limit: 100 })).page.map(({ id }) => id);
        expect(rest).toEqual(whole.slice(limit));
      }),
      { numRuns: 100 },
    );
  });
});
