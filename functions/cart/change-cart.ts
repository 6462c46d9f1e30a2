import { type CartLine, MAX_LINES, readCart, saveCart, withQuantity } from '../lib/cart-store.ts';
import { products } from '../lib/entities/product.ts';
import { isId } from '../lib/ids.ts';
import { notFound, Problem } from '../lib/problem.ts';

/** Attempts before a cart that others keep changing is given up. */
const ATTEMPTS = 5;

async function change(
  owner: string,
  now: number,
  edit: (lines: readonly CartLine[]) => CartLine[],
): Promise<CartLine[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const cart = await readCart(owner, now);
    const lines = edit(cart.lines);
    if (await saveCart(cart, lines, now)) return lines;
  }
  throw new Problem(409, 'The cart is being changed elsewhere. Try again.', { code: 'cart-changed' });
}

async function checkStock(productId: string, quantity: number): Promise<void> {
  const { data } = isId('prd', productId)
    ? await products().get({ id: productId }).go({ consistent: true })
    : { data: null };
  if (!data) throw notFound('product');
  if (quantity <= data.stock) return;
  throw new Problem(409, `Only ${data.stock} in stock.`, { code: 'out-of-stock', members: { available: data.stock } });
}

/** Sets the quantity of a product and returns the cart's lines; 404 for an unknown product, 409 above its stock. */
export async function setQuantity(
  owner: string,
  productId: string,
  quantity: number,
  now: number,
): Promise<readonly CartLine[]> {
  await checkStock(productId, quantity);
  return change(owner, now, (lines) => {
    const changed = withQuantity(lines, productId, quantity);
    if (changed.length <= MAX_LINES) return changed;
    throw new Problem(409, `A cart holds at most ${MAX_LINES} different products.`, { code: 'cart-full' });
  });
}

/** Takes a product out and returns the cart's lines; a product that is not in the cart changes nothing. */
export async function removeProduct(owner: string, productId: string, now: number): Promise<readonly CartLine[]> {
  return change(owner, now, (lines) => withQuantity(lines, productId, 0));
}
