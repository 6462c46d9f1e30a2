import { formatMoney } from './format-money.ts';

/** An amount in integer cents, set in even digits so that columns line up. */
export function Money({ cents, currency }: { cents: number; currency: string }) {
  return <span class="number">{formatMoney(cents, currency)}</span>;
}
