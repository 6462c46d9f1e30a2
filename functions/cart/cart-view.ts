import type { StoredCart } from '../lib/cart-store.ts';
import { productsById } from '../lib/entities/product.ts';
import { CURRENCY, totalOf } from '../lib/money.ts';
import { picturePath } from '../lib/product-view.ts';

/** One product in the cart as the API shows it; price and stock are the product's of this moment. */
export type CartLineView = {
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
  readonly priceCents: number;
  readonly totalCents: number;
  readonly stock: number;
  readonly picture: string;
};

/** A cart as the API shows it. */
export type CartView = {
  readonly lines: readonly CartLineView[];
  readonly totalCents: number;
  readonly currency: string;
  readonly itemCount: number;
};

/** What the API tells of a cart; products that no longer exist are left out. */
export async function cartView(cart: Pick<StoredCart, 'lines'>): Promise<CartView> {
  const products = await productsById(cart.lines.map((line) => line.productId));
  const lines = cart.lines.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    if (!product) return [];
    const { name, priceCents, stock } = product;
    const totalCents = priceCents * quantity;
    return [{ productId, name, quantity, priceCents, totalCents, stock, picture: picturePath(productId) }];
  });
  const itemCount = lines.reduce((sum, line) => sum + line.quantity, 0);
  return { lines, totalCents: totalOf(lines), currency: CURRENCY, itemCount };
}
