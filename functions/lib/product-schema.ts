import * as z from 'zod/mini';
import { CURRENCY } from './money.ts';
import type { ProductView } from './product-view.ts';

/** A product as the API shows it. */
export const Product = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string(),
    priceCents: z.int().check(z.minimum(0), z.describe('In cents.')),
    currency: z.literal(CURRENCY),
    stock: z.int().check(z.minimum(0), z.describe('How many there are.')),
    picture: z.string().check(z.describe('Path of its picture.')),
  })
  .register(z.globalRegistry, { id: 'Product' }) satisfies z.ZodMiniType<ProductView>;

/** A product, for examples. */
export const productExample: ProductView = {
  id: 'prd_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  name: 'Stoneware mug',
  description: 'Holds 350 ml and keeps its warmth.',
  category: 'Kitchen',
  priceCents: 1450,
  currency: CURRENCY,
  stock: 12,
  picture: '/api/products/prd_01JZ8Q4M6T9V3B5C7D9F1G3H5J/picture',
};
