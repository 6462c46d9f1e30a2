import type { Product } from '../lib/entities/product.ts';
import { fold } from './fold.ts';
import { comparePositions, type Position, positionOf } from './position.ts';
import type { Sort } from './product-query.ts';

/** A product as it is searched. */
export type Entry = {
  readonly product: Product;
  /** Everything that a search looks at, folded. */
  readonly text: string;
  readonly category: string;
};

/** A product with where it stands in an order. */
export type Ranked = { readonly entry: Entry; readonly position: Position };

/** A category and how many products it has. */
export type Category = { readonly name: string; readonly count: number };

/** The whole catalogue as it was at one moment. */
export type Snapshot = {
  readonly size: number;
  /** Products of which there are fewer than five. */
  readonly lowStock: number;
  /** By name. */
  readonly categories: readonly Category[];
  /** All of it in that order; worked out when first asked for. */
  sorted(sort: Sort): readonly Ranked[];
};

const LOW_STOCK = 5;

function entryOf(product: Product): Entry {
  const { name, description, category } = product;
  return { product, text: fold(`${name} ${description} ${category}`), category: fold(category) };
}

function categoriesOf(products: readonly Product[]): Category[] {
  const counts = new Map<string, number>();
  for (const { category } of products) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((one, other) => (one.name < other.name ? -1 : 1));
}

function inOrder(entries: readonly Entry[], sort: Sort): readonly Ranked[] {
  return entries
    .map((entry) => ({ entry, position: positionOf(entry.product, sort) }))
    .sort((one, other) => comparePositions(one.position, other.position));
}

/** The catalogue of these products. */
export function snapshotOf(products: readonly Product[]): Snapshot {
  const entries = products.map(entryOf);
  const orders = new Map<Sort, readonly Ranked[]>();
  return {
    size: products.length,
    lowStock: products.filter(({ stock }) => stock < LOW_STOCK).length,
    categories: categoriesOf(products),
    sorted(sort) {
      const known = orders.get(sort) ?? inOrder(entries, sort);
      orders.set(sort, known);
      return known;
    },
  };
}
