import type { CostLine } from '../../monitoring/cost-line.ts';

/** A line of the bill that a release changes, in US dollars a month; 0 where there is no such line. */
export type BillChange = { readonly item: string; readonly before: number; readonly after: number };

const dollarsOf = (bill: readonly CostLine[], item: string): number =>
  bill.find((line) => line.item === item)?.dollars ?? 0;

/** The lines in which two bills differ by a cent or more, in the order of the second, then of the first. */
export function compareBills(before: readonly CostLine[], after: readonly CostLine[]): readonly BillChange[] {
  const items = new Set([...after, ...before].map(({ item }) => item));
  return [...items]
    .map((item) => ({ item, before: dollarsOf(before, item), after: dollarsOf(after, item) }))
    .filter((change) => Math.round(change.before * 100) !== Math.round(change.after * 100));
}
