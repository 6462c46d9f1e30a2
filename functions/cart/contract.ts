import * as z from 'zod/mini';
import type { FunctionContract } from '../lib/contract.ts';
import { healthContract } from '../lib/health-contract.ts';
import { CURRENCY } from '../lib/money.ts';
import { productExample } from '../lib/product-schema.ts';
import { CartItem } from './cart-request.ts';
import type { CartLineView, CartView } from './cart-view.ts';

const CartLine = z
  .object({
    productId: z.string(),
    name: z.string(),
    quantity: z.int().check(z.minimum(1)),
    priceCents: z.int().check(z.minimum(0), z.describe('The product’s price at this moment, in cents.')),
    priceChangedFromCents: z
      .exactOptional(z.int().check(z.minimum(0)))
      .check(z.describe('The price that was seen when it was put in or last confirmed, when that was another.')),
    totalCents: z.int().check(z.minimum(0)),
    stock: z.int().check(z.minimum(0)),
    picture: z.string(),
  })
  .register(z.globalRegistry, { id: 'CartLine' }) satisfies z.ZodMiniType<CartLineView>;

const Cart = z
  .object({
    lines: z.array(CartLine),
    totalCents: z.int().check(z.minimum(0)),
    currency: z.literal(CURRENCY),
    itemCount: z.int().check(z.minimum(0)),
    priceChanges: z.boolean().check(z.describe('Whether a line’s price is another than the one seen.')),
  })
  .register(z.globalRegistry, { id: 'Cart' }) satisfies z.ZodMiniType<CartView>;

const { id: productId, name, priceCents, stock, picture } = productExample;
const totalCents = 2 * priceCents;
const line = { productId, name, quantity: 2, priceCents, totalCents, stock, picture };
const example = { lines: [line], totalCents, currency: CURRENCY, itemCount: 2, priceChanges: false };
const answer = { json: Cart, example } as const;

/** What cart takes and answers. */
export const cartContract: FunctionContract<'cart'> = {
  'GET /api/cart': {
    summary: 'Reads the cart',
    description: 'The cart of whoever is signed in, else of the guest whom the cookie names; empty for anybody new.',
    answers: { 200: { description: 'The cart, at the prices of this moment.', ...answer } },
  },
  'PUT /api/cart/items/{productId}': {
    summary: 'Puts a product into the cart',
    description:
      'Sets the quantity, it does not add. It confirms the price seen, without one that of this moment: a price that is another then stays announced. A guest without a cart gets one.',
    body: { json: CartItem, example: { quantity: 2, seenPriceCents: priceCents } },
    answers: { 200: { description: 'The cart as it is now.', headers: ['Set-Cookie'], ...answer } },
    problems: {
      404: 'There is no such product.',
      409: 'Not as many are in stock (`out-of-stock`), the cart is full (`cart-full`), or it is being changed elsewhere (`cart-changed`).',
    },
  },
  'DELETE /api/cart/items/{productId}': {
    summary: 'Takes a product out of the cart',
    description: 'A product that is not in the cart changes nothing.',
    answers: { 200: { description: 'The cart as it is now.', headers: ['Set-Cookie'], ...answer } },
    problems: { 409: 'The cart is being changed elsewhere (`cart-changed`).' },
  },
  'GET /health/cart': healthContract,
};
