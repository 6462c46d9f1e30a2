import * as z from 'zod/mini';
import { isId } from '../lib/ids.ts';
import { onOneLine } from '../lib/on-one-line.ts';

/** The largest price and the largest cost, in cents. */
export const MOST_CENTS = 10_000_000;
/** The largest stock of one product. */
export const MOST_STOCK = 1_000_000;

const line = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), onOneLine);
const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

/** A product's name as admins write it. */
export const ProductName = line(120);
/** How many there are of a product. */
export const Stock = whole(0, MOST_STOCK);
/** How often the product has been edited, as the writer has seen it. */
const Revision = whole(0, Number.MAX_SAFE_INTEGER);

const description = z.string().check(z.trim(), z.maxLength(2000));
const category = line(60);
const priceCents = whole(1, MOST_CENTS);
const costCents = z.nullable(whole(0, MOST_CENTS));

/** Body of `POST /api/admin/products`. */
export const NewProduct = z.object({
  name: ProductName,
  description: z._default(description, ''),
  category,
  priceCents,
  costCents: z._default(costCents, null),
  stock: z._default(Stock, 0),
});
export type NewProduct = z.infer<typeof NewProduct>;

/**
 * Body of `PUT /api/admin/products/{id}`: what is left out stays. Stock is either changed by a signed number, or set
 * together with what the writer took it to be.
 */
export const ProductEdit = z
  .object({
    revision: Revision,
    name: z.optional(ProductName),
    description: z.optional(description),
    category: z.optional(category),
    priceCents: z.optional(priceCents),
    costCents: z.optional(costCents),
    stockChange: z.optional(whole(-MOST_STOCK, MOST_STOCK)),
    stock: z.optional(Stock),
    expectedStock: z.optional(Stock),
  })
  .check(
    z.refine(({ stock, expectedStock }) => (stock === undefined) === (expectedStock === undefined), {
      path: ['expectedStock'],
      params: { rule: 'must be sent together with stock: what you took it to be' },
    }),
    z.refine(({ stock, stockChange }) => stock === undefined || stockChange === undefined, {
      path: ['stockChange'],
      params: { rule: 'must not be sent together with stock' },
    }),
  );
export type ProductEdit = z.infer<typeof ProductEdit>;

/** Query of the writes that have no JSON body. */
export const RevisionQuery = z.object({
  revision: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
});

/** Query of lists of products. */
export const ProductListQuery = z.object({
  search: z.optional(z.string().check(z.maxLength(100))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  cursor: z.optional(z.string().check(z.maxLength(800))),
});
export type ProductListQuery = z.infer<typeof ProductListQuery>;

/** Whether a path's parameter may be a product's id. */
export const isProductId = (id: string) => isId('prd', id);
