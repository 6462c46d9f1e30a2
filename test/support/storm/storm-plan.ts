import fc from 'fast-check';
import { newId } from '../../../functions/lib/ids.ts';
import { PAYMENT_METHODS } from '../../../monitoring/dimensions.ts';

/** How large a storm is, and the seed of its purchases. */
export type StormSize = {
  readonly checkouts: number;
  /** Customers who shop at the same time, each one purchase after the other. */
  readonly shoppers: number;
  readonly products: number;
  readonly seed: number;
};

const line = fc.record({ product: fc.nat(), quantity: fc.integer({ min: 1, max: 3 }) });
const purchase = fc.record({
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ product }) => product }),
  method: fc.constantFrom(...PAYMENT_METHODS),
  /** The button was pressed twice: two requests with the same key at the same time. */
  twice: fc.nat(4).map((roll) => roll === 0),
  /** The customer thinks better of it. */
  cancelled: fc.nat(6).map((roll) => roll === 0),
});

/** What one customer buys at once, and how. */
export type Purchase = typeof purchase extends fc.Arbitrary<infer P> ? P : never;

/** The purchases of each customer, in order; the same for the same size and seed. */
export function plannedPurchases({ checkouts, shoppers, seed }: StormSize): readonly (readonly Purchase[])[] {
  const all = fc.sample(purchase, { numRuns: checkouts, seed });
  return Array.from({ length: shoppers }, (_, shopper) => all.filter((_, index) => index % shoppers === shopper));
}

/** A product of the storm, as it is when nothing has been sold. */
export type StormProduct = {
  readonly id: string;
  readonly name: string;
  readonly priceCents: number;
  readonly costCents: number;
  readonly stock: number;
};

/** The goods of a storm: of every other product there is less than its customers want. */
export function plannedProducts({ checkouts, products }: StormSize, now: number): readonly StormProduct[] {
  // A purchase takes four units on average.
  const wanted = (4 * checkouts) / products;
  return Array.from({ length: products }, (_, index) => ({
    id: newId('prd', now),
    name: `Storm lantern ${index + 1}`,
    priceCents: 495 + 31 * index,
    costCents: 200 + 7 * index,
    stock: Math.ceil(wanted * (index % 2 === 0 ? 0.6 : 4)),
  }));
}
