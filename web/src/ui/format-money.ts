import { LOCALE } from './locale.ts';

/** Integer cents of an ISO 4217 currency as text, e.g. 129900 USD → "$1,299.00". */
export function formatMoney(cents: number, currency: string, locale: string = LOCALE): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(cents / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
