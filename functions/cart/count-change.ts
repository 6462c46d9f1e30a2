import type { CartLine } from '../lib/cart-store.ts';
import type { Line } from '../lib/emit.ts';
import type { CartChange } from './change-cart.ts';

type Operation = 'add' | 'change' | 'remove';

function quantities(lines: readonly CartLine[]): ReadonlyMap<string, number> {
  return new Map(lines.map(({ productId, quantity }) => [productId, quantity]));
}

function operationOf(before: number, after: number): Operation | undefined {
  if (before === after) return undefined;
  if (before === 0) return 'add';
  return after === 0 ? 'remove' : 'change';
}

/** Counts what became of each product whose quantity is another than before, and a cart that was empty. */
export function countChange(line: Pick<Line, 'emit'>, { before, after }: CartChange): void {
  const [earlier, later] = [quantities(before), quantities(after)];
  for (const productId of new Set([...earlier.keys(), ...later.keys()])) {
    const operation = operationOf(earlier.get(productId) ?? 0, later.get(productId) ?? 0);
    if (operation) line.emit('cartOperations', 1, { Operation: operation });
  }
  if (before.length === 0 && after.length > 0) line.emit('cartsStarted', 1, {});
}
