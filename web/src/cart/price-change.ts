import type { Cart, CartLine } from '../api/types.ts';
import { formatMoney } from '../ui/format-money.ts';

/** How a line's price moved since it was put into the cart, in words for the shopper, or undefined if it did not. */
export function priceChange(
  { priceCents, priceChangedFromCents: before }: Pick<CartLine, 'priceCents' | 'priceChangedFromCents'>,
  currency: string,
): string | undefined {
  if (before === undefined || before === priceCents) return undefined;
  const way = priceCents > before ? 'went up' : 'went down';
  return `The price ${way} from ${formatMoney(before, currency)} to ${formatMoney(priceCents, currency)}.`;
}

/** The lines of a cart whose price is not yet the one that the shopper has seen. */
export function changedLines({ lines, currency }: Pick<Cart, 'lines' | 'currency'>): CartLine[] {
  return lines.filter((line) => priceChange(line, currency) !== undefined);
}
