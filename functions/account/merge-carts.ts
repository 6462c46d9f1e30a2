import { type CartLine, MAX_LINES, MAX_QUANTITY, nextCart, readCart, type StoredCart } from '../lib/cart-store.ts';
import { productsById } from '../lib/entities/product.ts';
import { openAccountAction } from '../lib/open-account.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';

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

/** The cart with those lines in place of what was read, if it still is as it was read. */
function cartAction(read: StoredCart, lines: readonly CartLine[], now: number): WriteAction {
  return ({ cart }) =>
    cart
      .put(nextCart(read, lines, now))
      .where(({ version }, { eq, notExists }) => (read.version === 0 ? notExists(version) : eq(version, read.version)))
      .commit();
}

/**
 * Moves the guest’s cart into the user’s in one transaction, so that it is added exactly once; false when one of them
 * changed at every attempt, or the account is gone or being deleted.
 */
export async function mergeCarts(guestOwner: string, userId: string, now: number): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [guest, own] = await Promise.all([readCart(guestOwner, now), readCart(userId, now)]);
    if (guest.lines.length === 0) return true;
    const products = await productsById(guest.lines.map((line) => line.productId));
    const lines = mergedLines(own.lines, guest.lines, (productId) => products.get(productId)?.stock ?? 0);
    const moved = [cartAction(own, lines, now), cartAction(guest, [], now), openAccountAction(userId)];
    if ((await writeAll(moved)).committed) return true;
  }
  return false;
}
