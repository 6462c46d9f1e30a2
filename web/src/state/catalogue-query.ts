/** Orders in which products may be listed, as the API names them. */
export const SORTS = ['name', 'price', '-price', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** What is looked for: words, a category (both may be empty), a range of prices in cents, what is in stock; and in which order. */
export type CatalogueQuery = {
  search: string;
  category: string;
  minPriceCents: number | undefined;
  maxPriceCents: number | undefined;
  inStock: boolean;
  sort: Sort;
};

/** Products asked for at a time: fills the rows of two, three and four columns. */
export const PAGE_SIZE = 12;
/** As many products as one list shows; whoever has more looks for less. */
export const MOST_SHOWN = 960;
/** The API takes no longer ones. */
const LONGEST_SEARCH = 100;
const LONGEST_CATEGORY = 60;
/** The API gives no more at once; whole rows of it. */
const LONGEST_PAGE = 96;

/** The query that looks for everything. */
export const EVERYTHING: CatalogueQuery = {
  search: '',
  category: '',
  minPriceCents: undefined,
  maxPriceCents: undefined,
  inStock: false,
  sort: 'name',
};

/** A typed price in cents: "4", "4.5" and "4,50" are prices; undefined for what is none, up to 100,000. */
export function readPrice(typed: string): number | undefined {
  const match = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  if (match === null) return undefined;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents <= 10_000_000 ? cents : undefined;
}

/** A price in cents as it is typed and as addresses have it: 400 → "4", 450 → "4.50". */
export function writePrice(cents: number | undefined): string {
  if (cents === undefined) return '';
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
}

/** The query that an address asks for; what makes no sense in it is left out. */
export function readCatalogueQuery(params: Readonly<Record<string, string>>): CatalogueQuery {
  const [min, max] = [readPrice(params.min ?? ''), readPrice(params.max ?? '')];
  return {
    search: (params.search ?? '').trim().slice(0, LONGEST_SEARCH),
    category: (params.category ?? '').slice(0, LONGEST_CATEGORY),
    minPriceCents: min,
    maxPriceCents: min !== undefined && max !== undefined && min > max ? undefined : max,
    inStock: params.stock === 'yes',
    sort: SORTS.find((sort) => sort === params.sort) ?? 'name',
  };
}

/** How many products an address asks to see: whole pages, at least one. */
export function readShown(params: Readonly<Record<string, string>>): number {
  const wanted = Number(params.shown);
  if (!Number.isFinite(wanted)) return PAGE_SIZE;
  return Math.min(MOST_SHOWN, Math.max(1, Math.ceil(wanted / PAGE_SIZE)) * PAGE_SIZE);
}

/** The address of the catalogue page that shows so many products of a query. */
export function catalogueHref(wanted: Partial<CatalogueQuery>, shown = PAGE_SIZE): string {
  const { search, category, minPriceCents, maxPriceCents, inStock, sort } = { ...EVERYTHING, ...wanted };
  const params = new URLSearchParams({
    ...(category && { category }),
    ...(search && { search }),
    ...(minPriceCents !== undefined && { min: writePrice(minPriceCents) }),
    ...(maxPriceCents !== undefined && { max: writePrice(maxPriceCents) }),
    ...(inStock && { stock: 'yes' }),
    ...(sort !== 'name' && { sort }),
    ...(shown > PAGE_SIZE && { shown: String(shown) }),
  });
  return params.size === 0 ? '/' : `/?${params}`;
}

/** The API's address of the next `count` results of a query (or as many as it gives at once) after a cursor. */
export function productsPath(query: CatalogueQuery, count = PAGE_SIZE, cursor?: string): string {
  const params = new URLSearchParams({ limit: String(Math.min(count, LONGEST_PAGE)) });
  if (query.search) params.set('search', query.search);
  if (query.category) params.set('category', query.category);
  if (query.minPriceCents !== undefined) params.set('minPriceCents', String(query.minPriceCents));
  if (query.maxPriceCents !== undefined) params.set('maxPriceCents', String(query.maxPriceCents));
  if (query.inStock) params.set('inStock', 'true');
  if (query.sort !== 'name') params.set('sort', query.sort);
  if (cursor) params.set('cursor', cursor);
  return `/api/products?${params}`;
}

/** How many filters narrow a query, beside its words and category. */
export function countFilters({ minPriceCents, maxPriceCents, inStock }: CatalogueQuery): number {
  return Number(minPriceCents !== undefined || maxPriceCents !== undefined) + Number(inStock);
}
