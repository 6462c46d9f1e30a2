import type { Order } from '../api/types.ts';

/** What an order is about in one line: its first product, and how many more kinds there are. */
export function orderTitle({ id, lines }: Pick<Order, 'id' | 'lines'>): string {
  const [first, ...others] = lines;
  if (first === undefined) return id;
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
}
