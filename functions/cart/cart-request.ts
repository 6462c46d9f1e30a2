import * as z from 'zod/mini';
import { MAX_QUANTITY } from '../lib/cart-store.ts';

/** Body of `PUT /api/cart/items/{productId}`. */
export const CartItem = z.object({
  quantity: z.int().check(z.minimum(1), z.maximum(MAX_QUANTITY)),
  seenPriceCents: z
    .optional(z.int().check(z.minimum(0)))
    .check(z.describe('The price that the shopper has seen, if that may be another than the present one.')),
});
export type CartItem = z.infer<typeof CartItem>;
