import type { Product } from '../lib/entities/product.ts';
import { fold } from './fold.ts';
import { comparePositions, decodeCursor, encodeCursor } from './position.ts';
import type { ProductQuery } from './product-query.ts';
import type { Entry, Snapshot } from './snapshot.ts';

/** One page of the products that match, how many match in all, and the cursor of the next page if there is one. */
export type ProductPage = {
  readonly page: readonly Product[];
  readonly total: number;
  readonly nextCursor: string | null;
};

type Filter = (entry: Entry) => boolean;

function filterOf(query: ProductQuery): Filter {
  const words = fold(query.search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const category = query.category === undefined ? undefined : fold(query.category);
  const { minPriceCents = 0, maxPriceCents = Number.POSITIVE_INFINITY, inStock } = query;
  return ({ product, text, category: own }) =>
    product.priceCents >= minPriceCents &&
    product.priceCents <= maxPriceCents &&
    (inStock === undefined || product.stock > 0) &&
    (category === undefined || own === category) &&
    words.every((word) => text.includes(word));
}

/** The page of the catalogue that the query asks for; 400 for a cursor of another list. */
export function findProducts(snapshot: Snapshot, query: ProductQuery): ProductPage {
  const { sort, limit, cursor } = query;
  const after = cursor === undefined ? undefined : decodeCursor(cursor, sort);
  const passes = filterOf(query);
  const matching = snapshot.sorted(sort).filter(({ entry }) => passes(entry));
  const first = after ? matching.findIndex(({ position }) => comparePositions(position, after) > 0) : 0;
  const start = first === -1 ? matching.length : first;
  const page = matching.slice(start, start + limit);
  const last = page.at(-1);
  return {
    page: page.map(({ entry }) => entry.product),
    total: matching.length,
    nextCursor: last && start + limit < matching.length ? encodeCursor(last.position) : null,
  };
}
