import * as z from 'zod/mini';
import { MOST_CENTS, ProductName, Stock } from './product-request.ts';

/** Whether an amount is of whole cents: the very number that its cents divided by 100 are. */
function isOfCents(amount: number): boolean {
  return centsOf(amount) / 100 === amount;
}

const UnitPrice = z
  .number()
  .check(
    z.minimum(0.01),
    z.maximum(MOST_CENTS / 100),
    z.refine(isOfCents, { params: { rule: 'must have at most two decimals' } }),
  );

/** Body of `POST /api/items` and `PUT /api/items/{id}`. */
export const ItemBody = z.object({ name: ProductName, unitPrice: UnitPrice, quantity: Stock });
export type ItemBody = z.infer<typeof ItemBody>;

/** A unit price in whole cents. */
export function centsOf(unitPrice: number): number {
  return Math.round(unitPrice * 100);
}
