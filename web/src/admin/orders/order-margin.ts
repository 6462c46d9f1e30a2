import type { AdminOrder } from '../admin-api.ts';
import { shareOf } from '../statistics/figures.ts';

/** What is left of an order after its goods' own cost, and as a share of its total; undefined where a cost is unknown. */
export function marginOf({
  lines,
  totalCents,
}: Pick<AdminOrder, 'lines' | 'totalCents'>): { cents: number; share: number | null } | undefined {
  let cents = totalCents;
  for (const { costCents, quantity } of lines) {
    if (costCents === undefined) return undefined;
    cents -= costCents * quantity;
  }
  return { cents, share: shareOf(cents, totalCents) };
}
