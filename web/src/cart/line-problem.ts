import type { CartLine } from '../api/types.ts';

/** What keeps a cart line from being bought now, in words for the shopper, or undefined if nothing does. */
export function lineProblem({ quantity, stock }: Pick<CartLine, 'quantity' | 'stock'>): string | undefined {
  if (stock <= 0) return 'Sold out. Please remove it to check out.';
  if (quantity > stock) return stock === 1 ? 'Only 1 is left.' : `Only ${stock} are left.`;
  return undefined;
}
