import { readCount, readWhole } from './whole-number.ts';

/** Ways to change a stock: by so many, whatever is sold meanwhile; or to what was counted, if nothing is. */
export type StockMode = 'change' | 'count';

/** What the API is asked for, or why that makes no sense. */
export type StockEdit = { body: object } | { problem: string };

/** The edit of a stock that is `stock` now. */
export function stockEdit(mode: StockMode, typed: string, stock: number): StockEdit {
  if (mode === 'count') {
    const counted = readCount(typed);
    if (counted === undefined) return { problem: 'Enter a whole number from 0 to 1,000,000.' };
    return { body: { stock: counted, expectedStock: stock } };
  }
  const change = readWhole(typed);
  if (change === undefined || change === 0) return { problem: 'Enter a whole number such as 12 or -3.' };
  if (stock + change < 0) return { problem: `There are only ${stock} to take away from.` };
  return { body: { stockChange: change } };
}
