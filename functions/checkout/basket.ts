import { readCart, type StoredCart } from '../lib/cart-store.ts';
import type { Order } from '../lib/entities/order.ts';
import { type Product, productsById } from '../lib/entities/product.ts';
import { totalOf } from '../lib/money.ts';
import { Problem } from '../lib/problem.ts';

/** What is about to be bought: the cart as read, and its lines at the products' present names and prices. */
export type Basket = { readonly cart: StoredCart; readonly lines: Order['lines'] };

type Shortage = { readonly productId: string; readonly available: number };

/** 409 with every product of which there is too little. */
function outOfStock(shortages: readonly Shortage[]): Problem {
  return new Problem(409, 'There is not enough in stock for this cart.', {
    code: 'out-of-stock',
    members: { items: shortages },
  });
}

function priceChanged(totalCents: number): Problem {
  return new Problem(409, 'A price has changed meanwhile. Look at the cart again.', {
    code: 'price-changed',
    members: { totalCents },
  });
}

/** A product that no longer exists is none: the cart does not show it either. */
function shortagesOf(cart: StoredCart, products: ReadonlyMap<string, Product>): Shortage[] {
  return cart.lines.flatMap(({ productId, quantity }) => {
    const available = products.get(productId)?.stock ?? quantity;
    return available < quantity ? [{ productId, available }] : [];
  });
}

function cartEmpty(): Problem {
  return new Problem(409, 'The cart is empty. Put something into it first.', { code: 'cart-empty' });
}

/** The cart's lines at the products' present names, prices and costs; those of products that no longer exist are left out. */
function linesOf(cart: StoredCart, products: ReadonlyMap<string, Product>): Order['lines'] {
  return cart.lines.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    if (!product) return [];
    const { name, priceCents, costCents } = product;
    return [{ productId, name, quantity, priceCents, ...(costCents === undefined ? {} : { costCents }) }];
  });
}

/** The user's basket; 409 when the cart is empty or the stock too small. */
export async function readBasket(userId: string, now: number): Promise<Basket> {
  const cart = await readCart(userId, now);
  const products = await productsById(cart.lines.map((line) => line.productId));
  const lines = linesOf(cart, products);
  if (lines.length === 0) throw cartEmpty();
  const shortages = shortagesOf(cart, products);
  if (shortages.length > 0) throw outOfStock(shortages);
  return { cart, lines };
}

/** The basket's total; 409 with it when the shopper has seen another one. */
export function agreedTotal({ lines }: Basket, expectedTotalCents: number | undefined): number {
  const totalCents = totalOf(lines);
  if (expectedTotalCents === undefined || expectedTotalCents === totalCents) return totalCents;
  throw priceChanged(totalCents);
}

/** Why the products could not be bought as the basket says: too little stock, or another price. */
export async function refusedBasket({ cart }: Basket): Promise<Problem> {
  const products = await productsById(cart.lines.map((line) => line.productId));
  const shortages = shortagesOf(cart, products);
  return shortages.length > 0 ? outOfStock(shortages) : priceChanged(totalOf(linesOf(cart, products)));
}
