import { CURRENCY } from '../../../../functions/lib/money.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { LOCALE } from '../../ui/locale.ts';

function digitsFor(value: number): number {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
}

/** A metric's value with its unit, as people read it: "1,204 requests", "2.5 %", "1.25 s", "€31.90" for cents. */
export function formatValue(value: number, unit: string, locale: string = LOCALE): string {
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 's':
      return formatDuration(value * 1000);
    case '%':
      return `${formatNumber(value, digitsFor(value), locale)} %`;
    case 'cents':
      return formatMoney(value, CURRENCY, locale);
    case '':
    case 'success':
      return formatNumber(value, digitsFor(value), locale);
    default:
      return `${formatNumber(value, digitsFor(value), locale)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
  }
}

/** A value for an axis: without its unit, short ("12K"). */
export function formatTick(value: number, unit: string, locale: string = LOCALE): string {
  const shown = unit === 'cents' ? value / 100 : value;
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 }).format(shown);
}

/** The unit as an axis names it. */
export function axisUnit(unit: string): string {
  return unit === 'cents' ? CURRENCY : unit;
}
