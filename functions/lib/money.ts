/** The shop's only currency, as ISO 4217 names it. All amounts are whole cents of it. */
export const CURRENCY = 'EUR';

/** Total of some quantities at their unit prices, in cents. */
export function totalOf(lines: readonly { readonly priceCents: number; readonly quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
}
