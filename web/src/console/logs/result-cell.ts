import { formatNumber } from '../../ui/format-number.ts';
import { formatStamp } from '../../ui/format-time.ts';
import { insightsTime } from './histogram.ts';

/** Milliseconds since 1970, as figures made of times are: 13 digits until the year 2286. */
const EPOCH = /^1\d{12}$/;

/** A value as people read it, and what it is. */
export type Shown = { readonly kind: 'time' | 'number' | 'text'; readonly text: string };

/** A moment (epoch ms) to the second, or to the millisecond, in the reader's zone. */
export function exactTime(at: number, digits: 0 | 3 = at % 1000 === 0 ? 0 : 3): string {
  const second = new Date(at).toISOString().slice(17, digits === 3 ? 23 : 19);
  return `${formatStamp(at)}:${second}`;
}

/** A value of a row as people read it: a time in their zone, a number in grouped digits. */
export function shownValue(value: string): Shown {
  const at = EPOCH.test(value) ? Number(value) : insightsTime(value);
  if (!Number.isNaN(at)) return { kind: 'time', text: exactTime(at) };
  if (/^-?\d+(\.\d+)?(E-?\d+)?$/i.test(value)) return { kind: 'number', text: formatNumber(Number(value), 3) };
  return { kind: 'text', text: value };
}
