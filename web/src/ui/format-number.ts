import { LOCALE } from './locale.ts';

/** A number with grouped thousands and at most `digits` decimals. */
export function formatNumber(value: number, digits = 0, locale: string = LOCALE): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** Milliseconds in the unit that reads best: "840 µs", "12.3 ms", "1.25 s", "2 min 5 s". */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 1000) return `${Number(ms.toPrecision(3))} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toPrecision(3))} s`;
  const seconds = Math.round(ms / 1000);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
