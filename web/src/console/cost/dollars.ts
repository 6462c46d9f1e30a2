import { LOCALE } from '../../ui/locale.ts';

/** US dollars with cents, as AWS bills: "$12.40"; less than a cent, but not nothing, is "under $0.01". */
export function dollars(amount: number, locale: string = LOCALE): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' });
  return amount > 0 && amount < 0.005 ? `under ${format.format(0.01)}` : format.format(amount);
}
