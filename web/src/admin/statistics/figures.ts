import { formatMoney } from '../../ui/format-money.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { LOCALE } from '../../ui/locale.ts';
import type { Figures } from './bar-chart.tsx';

/** A share of 1 as a percentage with at most one decimal; a dash where it is unknown. */
export function formatShare(share: number | null, locale: string = LOCALE): string {
  if (share === null) return '–';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** One number as a share of another; null when there is none to share. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

const compact = (options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1, ...options });

/** How numbers of things are written. */
export const COUNTS: Figures = { format: formatNumber, tick: (value) => compact({}).format(value), least: 1 };

/** How shares of 1 are written. */
export const SHARES: Figures = { format: formatShare, tick: formatShare, least: 0.05 };

/** How amounts in cents are written. */
export function amounts(currency: string): Figures {
  const tick = compact({ style: 'currency', currency });
  return {
    format: (cents) => formatMoney(cents, currency),
    tick: (cents) => tick.format(cents / 100),
    least: 100,
  };
}
