import { CURRENCY } from '../../../../functions/lib/money.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { LOCALE } from '../../ui/locale.ts';

function digitsFor(value: number): number {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
}

const BYTES = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

function formatBytes(value: number, locale: string): string {
  const power = Math.min(BYTES.length - 1, Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3));
  const scaled = value / 1000 ** power;
  return `${formatNumber(scaled, digitsFor(scaled), locale)} ${BYTES[power]}`;
}

/** A value with the sign of its unit, if that has one: "2.5 %", "1.25 s", "€31.90" for cents, and "1,204" of what is counted. */
export function formatFigure(value: number, unit: string, locale: string = LOCALE): string {
  const number = formatNumber(value, digitsFor(value), locale);
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 's':
      return formatDuration(value * 1000);
    case 'hours':
      return formatDuration(value * 3_600_000);
    case '%':
      return `${number} %`;
    case 'MB':
      return formatBytes(value * 1e6, locale);
    case 'bytes':
      return formatBytes(value, locale);
    case 'burn rate':
      return `${number} ×`;
    case 'cents':
      return formatMoney(value, CURRENCY, locale);
    case 'dollars':
      return formatMoney(value * 100, 'USD', locale);
    default:
      return number;
  }
}

const SIGNED: readonly string[] = [
  'ms',
  's',
  'hours',
  '%',
  'MB',
  'bytes',
  'burn rate',
  'cents',
  'dollars',
  '',
  'success',
];

/** A metric's value with its unit, as people read it: "1,204 requests", "2.5 %", "1.25 s". */
export function formatValue(value: number, unit: string, locale: string = LOCALE): string {
  const figure = formatFigure(value, unit, locale);
  return SIGNED.includes(unit) ? figure : `${figure} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}

/** A value for an axis: without its unit, short ("12K"). */
export function formatTick(value: number, unit: string, locale: string = LOCALE): string {
  const shown = unit === 'cents' ? value / 100 : value;
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 }).format(shown);
}

/** The unit as an axis names it. */
export function axisUnit(unit: string): string {
  if (unit === 'cents') return CURRENCY;
  return unit === 'dollars' ? 'USD' : unit;
}
