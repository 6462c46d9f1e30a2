import { isConditionFailure } from './condition.ts';
import { type Cart, carts } from './entities/cart.ts';

/** Quantity of one product in a cart. */
export type CartLine = Cart['lines'][number];

/** A cart as read: version 0 when it has never been written. */
export type StoredCart = { readonly owner: string; readonly version: number; readonly lines: readonly CartLine[] };

/** The largest quantity of one product in a cart. */
export const MAX_QUANTITY = 99;
/** The most lines in a cart; DynamoDB takes at most 100 actions in the checkout's transaction. */
export const MAX_LINES = 50;
/** How long a guest's cart is kept after its last change, in seconds. */
export const GUEST_CART_LIFETIME = 30 * 24 * 3600;

const GUEST = 'guest-';

/** Owner of the guest's cart with that token hash. */
export function guestOwner(tokenHash: string): string {
  return `${GUEST}${tokenHash}`;
}

/** The owner's cart, read consistently; an expired or unknown one is empty. */
export async function readCart(owner: string, now: number): Promise<StoredCart> {
  const { data } = await carts().get({ owner }).go({ consistent: true });
  if (!data) return { owner, version: 0, lines: [] };
  const expired = data.expiresAt !== undefined && data.expiresAt * 1000 <= now;
  return { owner, version: data.version, lines: expired ? [] : data.lines };
}

/** The item that follows a cart when its lines change. */
export function nextCart(cart: StoredCart, lines: readonly CartLine[], now: number): Cart {
  const expiresAt = cart.owner.startsWith(GUEST) ? Math.floor(now / 1000) + GUEST_CART_LIFETIME : undefined;
  return {
    owner: cart.owner,
    version: cart.version + 1,
    lines: [...lines],
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** Writes the lines unless the cart has changed since it was read; says whether it did write. */
export async function saveCart(cart: StoredCart, lines: readonly CartLine[], now: number): Promise<boolean> {
  try {
    await carts()
      .put(nextCart(cart, lines, now))
      .where(({ version }, { eq, notExists }) => (cart.version === 0 ? notExists(version) : eq(version, cart.version)))
      .go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** The lines with this one in place of the product's, else at the end; one of quantity 0 takes the product away. */
export function withLine(lines: readonly CartLine[], line: CartLine): CartLine[] {
  const known = lines.some(({ productId }) => productId === line.productId);
  const all = known ? lines.map((other) => (other.productId === line.productId ? line : other)) : [...lines, line];
  return all.filter(({ quantity }) => quantity > 0);
}
