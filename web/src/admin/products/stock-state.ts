import type { Tone } from '../../ui/badge.tsx';

/** From so many on, a product is not about to run out. */
const ENOUGH = 5;

/** What is worth noting about a stock. */
export function stockState(stock: number): { tone: Tone; note?: string } {
  if (stock === 0) return { tone: 'bad', note: 'None left' };
  return stock < ENOUGH ? { tone: 'warn', note: `${stock} left` } : { tone: 'good' };
}
