import { readPrice } from '../state/catalogue-query.ts';

/** A range of prices as it was typed; an empty end is open. */
export type PriceBounds = { min: string; max: string };

/** What is wrong with a typed range of prices, in words for the shopper, or undefined if nothing is. */
export function priceProblem({ min, max }: PriceBounds): string | undefined {
  const [lowest, highest] = [readPrice(min), readPrice(max)];
  if ((min.trim() !== '' && lowest === undefined) || (max.trim() !== '' && highest === undefined)) {
    return 'Enter prices such as 5 or 12.50.';
  }
  if (lowest !== undefined && highest !== undefined && lowest > highest) return 'The lowest is above the highest.';
  return undefined;
}
