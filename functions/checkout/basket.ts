import { readCart, type StoredCart } from '../lib/cart-store.ts';
import type { Order } from '../lib/entities/order.ts';
import { type Product, productsById } from '../lib/entities/product.ts';
import { Problem } from '../lib/problem.ts';

/** What is about to be bought: the cart as read, and its lines at the products' present names and prices. */
export type Basket = { readonly cart: StoredCart; readonly lines: Order['lines'] };

type Shortage = { readonly productId: string; readonly available: number };

/** 409 with every product of which there is too little. */
export function outOfStock(shortages: readonly Shortage[]): Problem {
  return new Problem(409, 'There is not enough in stock for this cart.', {
    code: 'out-of-stock',
    members: { items: shortages },
  });
}

function shortagesOf(cart: StoredCart, products: ReadonlyMap<string, Product>): Shortage[] {
  return cart.lines
    .map(({ productId, quantity }) => ({ productId, quantity, available: products.get(productId)?.stock ?? 0 }))
    .filter(({ quantity, available }) => available < quantity)
    .map(({ productId, available }) => ({ productId, available }));
}

/** The user's basket; 409 when the cart is empty or the stock too small. */
export async function readBasket(userId: string, now: number): Promise<Basket> {
  const cart = await readCart(userId, now);
  if (cart.lines.length === 0) throw new Problem(409, 'The cart is empty.', { code: 'cart-empty' });
  const products = await productsById(cart.lines.map((line) => line.productId));
  const shortages = shortagesOf(cart, products);
  if (shortages.length > 0) throw outOfStock(shortages);
  const lines = cart.lines.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    return product ? [{ productId, name: product.name, quantity, priceCents: product.priceCents }] : [];
  });
  return { cart, lines };
}

/** Why the products could not be bought as the basket says: too little stock, or another price. */
export async function refusedBasket({ cart }: Basket): Promise<Problem> {
  const products = await productsById(cart.lines.map((line) => line.productId));
  const shortages = shortagesOf(cart, products);
  if (shortages.length > 0) return outOfStock(shortages);
  return new Problem(409, 'A price has changed meanwhile. Look at the cart again.', { code: 'price-changed' });
}
