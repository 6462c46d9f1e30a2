import type { ApiClient } from '../api/client.ts';
import type { Product, ProductPage } from '../api/types.ts';

/** What is looked for: words and a category, both may be empty. */
export type CatalogueQuery = { search: string; category: string };

/** Products found so far, and where the next page begins if there is one. */
export type Found = { products: readonly Product[]; nextCursor: string | undefined };

/** The catalogue, remembering for a minute what it has read, so that going back shows the same list at once. */
export interface Catalogue {
  peek(query: CatalogueQuery): Found | undefined;
  first(query: CatalogueQuery, signal: AbortSignal): Promise<Found>;
  more(query: CatalogueQuery, found: Found, signal: AbortSignal): Promise<Found>;
  product(id: string): Product | undefined;
  forget(): void;
}

/** Products asked for at a time: fills the rows of two, three and four columns. */
export const PAGE_SIZE = 12;
const FRESH_MS = 60_000;

/** The API's address of one page of a query's results. */
export function productsPath({ search, category }: CatalogueQuery, cursor?: string): string {
  const params = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (search) params.set('search', search);
  if (category) params.set('category', category);
  if (cursor) params.set('cursor', cursor);
  return `/api/products?${params}`;
}

/** The address of the catalogue page that shows a query. */
export function catalogueHref({ search, category }: Partial<CatalogueQuery>): string {
  const params = new URLSearchParams({ ...(category && { category }), ...(search && { search }) });
  return params.size === 0 ? '/' : `/?${params}`;
}

/** A catalogue over the given client; `now` (ms) decides what is still fresh. */
export function createCatalogue(api: ApiClient, now: () => number): Catalogue {
  const known = new Map<string, { found: Found; at: number }>();
  const products = new Map<string, Product>();
  const read = async (query: CatalogueQuery, before: Found, signal: AbortSignal): Promise<Found> => {
    const page = await api<ProductPage>(productsPath(query, before.nextCursor), { signal });
    const fresh = page.products.filter(({ id }) => !before.products.some((product) => product.id === id));
    const found = { products: [...before.products, ...fresh], nextCursor: page.nextCursor ?? undefined };
    for (const product of page.products) products.set(product.id, product);
    known.set(productsPath(query), { found, at: now() });
    return found;
  };
  return {
    peek: (query) => {
      const entry = known.get(productsPath(query));
      return entry && now() - entry.at < FRESH_MS ? entry.found : undefined;
    },
    first: (query, signal) => read(query, { products: [], nextCursor: undefined }, signal),
    more: read,
    product: (id) => products.get(id),
    forget: () => {
      known.clear();
      products.clear();
    },
  };
}
