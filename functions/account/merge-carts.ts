import { createWriteTransaction } from 'electrodb';
import { type CartLine, MAX_LINES, MAX_QUANTITY, nextCart, readCart, type StoredCart } from '../lib/cart-store.ts';
import { carts } from '../lib/entities/cart.ts';
import { productsById } from '../lib/entities/product.ts';
import { transact } from '../lib/transact.ts';

const ATTEMPTS = 5;

function mergedLine(own: CartLine | undefined, guest: CartLine, stock: number): CartLine {
  const before = own?.quantity ?? 0;
  const quantity = Math.max(before, Math.min(before + guest.quantity, MAX_QUANTITY, stock));
  return { ...guest, ...own, quantity };
}

/**
 * The lines of both carts: quantities add up, bounded by stock and by the largest quantity; what the user already had is
 * never lowered and keeps the price at which it was put in, and lines beyond the longest cart are left out.
 */
export function mergedLines(
  own: readonly CartLine[],
  guest: readonly CartLine[],
  stockOf: (productId: string) => number,
): CartLine[] {
  const merged = new Map(own.map((line) => [line.productId, line]));
  for (const line of guest) {
    merged.set(line.productId, mergedLine(merged.get(line.productId), line, stockOf(line.productId)));
  }
  return [...merged.values()].filter(({ quantity }) => quantity > 0).slice(0, MAX_LINES);
}

async function move(own: StoredCart, guest: StoredCart, lines: readonly CartLine[], now: number): Promise<boolean> {
  const write = createWriteTransaction({ cart: carts() }, ({ cart }) => [
    cart
      .put(nextCart(own, lines, now))
      .where(({ version }, { eq, notExists }) => (own.version === 0 ? notExists(version) : eq(version, own.version)))
      .commit(),
    cart
      .put(nextCart(guest, [], now))
      .where(({ version }, { eq }) => eq(version, guest.version))
      .commit(),
  ]);
  return (await transact((token) => write.go({ token }))).committed;
}

/**
 * Moves the guest’s cart into the user’s in one transaction, so that it is added exactly once; false when one of them
 * changed at every attempt.
 */
export async function mergeCarts(guestOwner: string, userId: string, now: number): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [guest, own] = await Promise.all([readCart(guestOwner, now), readCart(userId, now)]);
    if (guest.lines.length === 0) return true;
    const products = await productsById(guest.lines.map((line) => line.productId));
    const lines = mergedLines(own.lines, guest.lines, (productId) => products.get(productId)?.stock ?? 0);
    if (await move(own, guest, lines, now)) return true;
  }
  return false;
}
