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

/** Units of time in milliseconds; each is written in the one that fits. */
const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, hours: 3_600_000 };

const TICK_UNITS = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** A duration (ms) in a single unit, as there is no room for two: "500 ms", "2.5 s", "1.67 min", "3 h". */
function formatTickTime(ms: number, locale: string): string {
  const [size, unit] = TICK_UNITS.find(([each]) => Math.abs(ms) >= each) ?? ([1, 'ms'] as const);
  return ms === 0 ? '0' : `${formatNumber(ms / size, 2, locale)} ${unit}`;
}

/** A value for an axis: short ("12K"), without its unit, unless that is one of time. */
export function formatTick(value: number, unit: string, locale: string = LOCALE): string {
  const inMs = MS[unit];
  if (inMs !== undefined) return formatTickTime(value * inMs, locale);
  const shown = unit === 'cents' ? value / 100 : value;
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 }).format(shown);
}

/** The unit as an axis names it, unless its values do. */
export function axisUnit(unit: string): string {
  if (unit in MS) return '';
  if (unit === 'cents') return CURRENCY;
  return unit === 'dollars' ? 'USD' : unit;
}
