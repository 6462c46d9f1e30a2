import type { ApiClient } from '../api/client.ts';
import type { Product, ProductPage } from '../api/types.ts';
import { type CatalogueQuery, productsPath } from './catalogue-query.ts';

/** Products found so far, where the next page begins if there is one, and how many there are in all. */
export type Found = { products: readonly Product[]; nextCursor: string | undefined; total: number };

/** The catalogue, remembering for a minute what it has read, so that going back shows the same list at once. */
export interface Catalogue {
  /** What is known of a query, if that are `count` products or all there are. */
  peek(query: CatalogueQuery, count: number): Found | undefined;
  /** At least `count` products of a query, or all there are, going on from what is known. */
  load(query: CatalogueQuery, count: number, signal: AbortSignal): Promise<Found>;
  product(id: string): Product | undefined;
  forget(): void;
}

const FRESH_MS = 60_000;
const NOTHING: Found = { products: [], nextCursor: undefined, total: 0 };

const suffices = ({ products, nextCursor }: Found, count: number) =>
  products.length >= count || nextCursor === undefined;

function joined(before: Found, { products, nextCursor, total }: ProductPage): Found {
  const fresh = products.filter(({ id }) => !before.products.some((product) => product.id === id));
  // A page without anything new is the end, whatever it says: nothing is asked for ever.
  const next = fresh.length === 0 ? undefined : (nextCursor ?? undefined);
  return { products: [...before.products, ...fresh], nextCursor: next, total };
}

/** A catalogue over the given client; `now` (ms) decides what is still fresh. */
export function createCatalogue(api: ApiClient, now: () => number): Catalogue {
  /** What was found, and since when its first page is known. */
  const known = new Map<string, { found: Found; at: number }>();
  const products = new Map<string, Product>();
  const dropStale = () => {
    for (const [path, { at }] of known) if (now() - at >= FRESH_MS) known.delete(path);
  };
  const recall = (query: CatalogueQuery) => {
    dropStale();
    return known.get(productsPath(query));
  };
  const read = async (query: CatalogueQuery, before: Found, count: number, signal: AbortSignal): Promise<Found> => {
    const missing = count - before.products.length;
    const page = await api<ProductPage>(productsPath(query, missing, before.nextCursor), { signal });
    for (const product of page.products) products.set(product.id, product);
    return joined(before, page);
  };
  return {
    peek: (query, count) => {
      const found = recall(query)?.found;
      return found && suffices(found, count) ? found : undefined;
    },
    load: async (query, count, signal) => {
      let { found, at } = recall(query) ?? { found: NOTHING, at: now() };
      do {
        found = await read(query, found, count, signal);
        known.set(productsPath(query), { found, at });
      } while (!suffices(found, count));
      return found;
    },
    product: (id) => products.get(id),
    forget: () => {
      known.clear();
      products.clear();
    },
  };
}
