import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CatalogueQuery,
  catalogueHref,
  countFilters,
  EVERYTHING,
  MOST_SHOWN,
  PAGE_SIZE,
  productsPath,
  readCatalogueQuery,
  readPrice,
  readShown,
  SORTS,
  writePrice,
} from '../../../web/src/state/catalogue-query.ts';

const paramsOf = (href: string) => Object.fromEntries(new URL(href, 'http://shop').searchParams);
const price = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined });
const text = fc.string({ maxLength: 30 }).map((words) => words.trim());
const inOrder = (query: CatalogueQuery) =>
  (query.minPriceCents ?? 0) <= (query.maxPriceCents ?? Number.POSITIVE_INFINITY);
const anyQuery: fc.Arbitrary<CatalogueQuery> = fc
  .record({
    search: text,
    category: text,
    minPriceCents: price,
    maxPriceCents: price,
    inStock: fc.boolean(),
    sort: fc.constantFrom(...SORTS),
  })
  .filter(inOrder);

describe('the address of the catalogue', () => {
  test('says all of a query and how much of it is shown, so that it can be shared', () => {
    fc.assert(
      fc.property(anyQuery, fc.integer({ min: 1, max: MOST_SHOWN / PAGE_SIZE }), (query, pages) => {
        const params = paramsOf(catalogueHref(query, pages * PAGE_SIZE));
        expect(readCatalogueQuery(params)).toEqual(query);
        expect(readShown(params)).toBe(pages * PAGE_SIZE);
      }),
      { numRuns: 200 },
    );
  });

  test('leaves out what is not asked for', () => {
    expect(catalogueHref({})).toBe('/');
    expect(catalogueHref(EVERYTHING)).toBe('/');
    expect(catalogueHref({ search: 'a&b c', category: 'Desk' })).toBe('/?category=Desk&search=a%26b+c');
    expect(catalogueHref({ maxPriceCents: 1250, inStock: true, sort: '-price' }, 24)).toBe(
      '/?max=12.50&stock=yes&sort=-price&shown=24',
    );
  });

  const odd: Record<string, Record<string, string>> = {
    'prices that are none': { min: 'cheap', max: '-1' },
    'an order that there is not': { sort: 'luck' },
    'a stock that is not asked for': { stock: 'perhaps' },
  };
  test.each(Object.entries(odd))('with %s asks for everything', (_, params) => {
    expect(readCatalogueQuery(params)).toEqual(EVERYTHING);
  });

  test('with a range that ends before it begins is open above, and cuts off what the API would not take', () => {
    expect(readCatalogueQuery({ min: '6', max: '5', search: 'x'.repeat(500), category: 'y'.repeat(500) })).toEqual({
      ...EVERYTHING,
      minPriceCents: 600,
      search: 'x'.repeat(100),
      category: 'y'.repeat(60),
    });
  });

  test.each([
    ['', PAGE_SIZE],
    ['13', 2 * PAGE_SIZE],
    ['-5', PAGE_SIZE],
    ['many', PAGE_SIZE],
    ['1e300', MOST_SHOWN],
  ])('that wants to show "%s" products shows %i', (shown, count) => {
    expect(readShown({ shown })).toBe(count);
  });
});

describe('the address of the API', () => {
  test('carries words, filters, order and cursor, safely encoded', () => {
    const query: CatalogueQuery = {
      search: 'a&b',
      category: 'Tea & co',
      minPriceCents: 0,
      maxPriceCents: 999,
      inStock: true,
      sort: 'newest',
    };
    expect(paramsOf(productsPath(query, PAGE_SIZE, 'x=='))).toEqual({
      limit: String(PAGE_SIZE),
      search: 'a&b',
      category: 'Tea & co',
      minPriceCents: '0',
      maxPriceCents: '999',
      inStock: 'true',
      sort: 'newest',
      cursor: 'x==',
    });
  });

  test('asks for no more at once than the API gives', () => {
    expect(Number(paramsOf(productsPath(EVERYTHING, MOST_SHOWN)).limit)).toBeLessThanOrEqual(100);
  });
});

describe('a price', () => {
  test.each([
    ['5', 500],
    [' 12.50 ', 1250],
    ['4,5', 450],
    ['0', 0],
    ['100000', 10_000_000],
  ])('typed as "%s" is %i cents', (typed, cents) => expect(readPrice(typed)).toBe(cents));

  test.each(['', '.5', '1.234', '-1', '1e3', '100000.01', 'ten'])('typed as "%s" is none', (typed) =>
    expect(readPrice(typed)).toBeUndefined(),
  );

  test('is read as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (cents) => {
        expect(readPrice(writePrice(cents))).toBe(cents);
      }),
      { numRuns: 200 },
    );
  });
});

test('filters are counted, a range of prices as one', () => {
  expect(countFilters(EVERYTHING)).toBe(0);
  expect(countFilters({ ...EVERYTHING, minPriceCents: 0, maxPriceCents: 5 })).toBe(1);
  expect(countFilters({ ...EVERYTHING, maxPriceCents: 5, inStock: true })).toBe(2);
});
