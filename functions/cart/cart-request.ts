import * as z from 'zod/mini';
import { MAX_QUANTITY } from '../lib/cart-store.ts';

/** Body of `PUT /api/cart/items/{productId}`. */
export const Quantity = z.object({ quantity: z.int().check(z.minimum(1), z.maximum(MAX_QUANTITY)) });
