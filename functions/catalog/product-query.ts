import * as z from 'zod/mini';

/** The orders in which the catalogue can be listed; `-` turns one round. */
export const SORTS = ['name', 'price', '-price', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

const cents = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(1_000_000_000));

/** Query of `GET /api/products`. */
export const ProductQuery = z
  .object({
    search: z
      .optional(z.string().check(z.maxLength(100)))
      .check(z.describe('Words that must each occur in name, description or category, in any case.')),
    category: z.optional(z.string().check(z.maxLength(60))).check(z.describe('Name of a category, in any case.')),
    minPriceCents: z.optional(cents).check(z.describe('The lowest price, in cents.')),
    maxPriceCents: z.optional(cents).check(z.describe('The highest price, in cents.')),
    inStock: z.optional(z.literal('true')).check(z.describe('Only products of which there are some.')),
    sort: z._default(z.enum(SORTS), 'name').check(z.describe('Order of the list; `-` turns it round.')),
    limit: z
      ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 24)
      .check(z.describe('The most products on a page.')),
    cursor: z
      .optional(z.string().check(z.maxLength(1_000)))
      .check(z.describe('The `nextCursor` of the page before, asked for with the same filters and order.')),
  })
  .check(
    z.refine(
      ({ minPriceCents, maxPriceCents }) =>
        minPriceCents === undefined || maxPriceCents === undefined || minPriceCents <= maxPriceCents,
      { path: ['minPriceCents'], params: { rule: 'must be at most maxPriceCents' } },
    ),
  );
export type ProductQuery = z.infer<typeof ProductQuery>;

/** Query of `GET /api/products/{id}/picture`. */
export const PictureQuery = z.object({
  v: z
    .optional(z.string().check(z.maxLength(64)))
    .check(z.describe('Version of the picture, as the product’s `picture` has it: this one never changes.')),
});
