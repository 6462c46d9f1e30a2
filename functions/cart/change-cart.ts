import { type CartLine, MAX_LINES, readCart, saveCart, withLine } from '../lib/cart-store.ts';
import { type Product, products } from '../lib/entities/product.ts';
import { isId } from '../lib/ids.ts';
import { notFound, Problem } from '../lib/problem.ts';
import type { CartItem } from './cart-request.ts';

/** Attempts before a cart that others keep changing is given up. */
const ATTEMPTS = 5;

/** A cart's lines before and after a change that is written. */
export type CartChange = { readonly before: readonly CartLine[]; readonly after: readonly CartLine[] };

async function change(
  owner: string,
  now: number,
  edit: (lines: readonly CartLine[]) => CartLine[],
): Promise<CartChange> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const cart = await readCart(owner, now);
    const lines = edit(cart.lines);
    if (await saveCart(cart, lines, now)) return { before: cart.lines, after: lines };
  }
  throw new Problem(409, 'The cart is being changed elsewhere. Try again.', { code: 'cart-changed' });
}

async function availableProduct(productId: string, quantity: number): Promise<Product> {
  const { data } = isId('prd', productId)
    ? await products().get({ id: productId }).go({ consistent: true })
    : { data: null };
  if (!data) throw notFound('product');
  if (quantity <= data.stock) return data;
  const left = data.stock > 0 ? `Only ${data.stock} in stock. Take fewer.` : 'Sold out at the moment.';
  throw new Problem(409, left, { code: 'out-of-stock', members: { available: data.stock } });
}

/** Sets a product's quantity, at the price seen, else that of this moment; 404 for an unknown product, 409 above its stock. */
export async function setQuantity(
  owner: string,
  productId: string,
  { quantity, seenPriceCents }: CartItem,
  now: number,
): Promise<CartChange> {
  const product = await availableProduct(productId, quantity);
  const priceCents = seenPriceCents ?? product.priceCents;
  return change(owner, now, (lines) => {
    const changed = withLine(lines, { productId, quantity, priceCents });
    if (changed.length <= MAX_LINES) return changed;
    throw new Problem(409, `A cart holds at most ${MAX_LINES} different products.`, { code: 'cart-full' });
  });
}

/** Takes a product out; one that is not in the cart changes nothing. */
export async function removeProduct(owner: string, productId: string, now: number): Promise<CartChange> {
  return change(owner, now, (lines) => withLine(lines, { productId, quantity: 0 }));
}
