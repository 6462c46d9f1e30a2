import type { Found } from '../state/catalogue.ts';

/** How many products are shown, and of how many if those are not all: "1 product", "12 of 57 products". */
export function tally({ products, total }: Pick<Found, 'products' | 'total'>, shown: number): string {
  const count = Math.min(products.length, shown);
  const kind = total === 1 ? 'product' : 'products';
  return count < total ? `${count} of ${total} ${kind}` : `${count} ${kind}`;
}
