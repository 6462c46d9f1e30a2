import type { Product } from '../lib/entities/product.ts';
import { Problem } from '../lib/problem.ts';
import { MOST_STOCK, type ProductEdit } from './product-request.ts';

/** What an edit does to the stock: by how much it changes, and what it must be for that, if the writer said so. */
export type StockEdit = { readonly change: number; readonly expected: number | undefined };

/** The edit's part that is about stock. */
export function stockEditOf({
  stock,
  expectedStock,
  stockChange = 0,
}: Pick<ProductEdit, 'stock' | 'expectedStock' | 'stockChange'>): StockEdit {
  if (stock === undefined || expectedStock === undefined) return { change: stockChange, expected: undefined };
  return { change: stock - expectedStock, expected: expectedStock };
}

/** Rejects what cannot be done to a product's stock (409), telling the stock. */
export function checkStock({ stock }: Pick<Product, 'stock'>, { change, expected }: StockEdit): void {
  const members = { stock };
  if (expected !== undefined && expected !== stock) {
    throw new Problem(409, `The stock has changed meanwhile: there are ${stock}.`, { code: 'stock-changed', members });
  }
  if (stock + change < 0) {
    throw new Problem(409, `There are only ${stock} to take away from.`, { code: 'stock-too-low', members });
  }
  if (change > 0 && stock + change > MOST_STOCK) {
    throw new Problem(409, `There may be at most ${MOST_STOCK} of a product.`, { code: 'stock-too-high', members });
  }
}

type Operations = {
  eq(name: unknown, value: number): string;
  gte(name: unknown, value: number): string;
  lte(name: unknown, value: number): string;
};

/** The conditions, on the attribute of that name, under which the edit can be done. */
export function stockConditions(
  name: unknown,
  { change, expected }: StockEdit,
  { eq, gte, lte }: Operations,
): string[] {
  return [
    ...(expected === undefined ? [] : [eq(name, expected)]),
    ...(change < 0 ? [gte(name, -change)] : []),
    ...(change > 0 ? [lte(name, MOST_STOCK - change)] : []),
  ];
}
