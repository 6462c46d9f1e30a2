import { LOCALE } from './locale.ts';

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** A moment (epoch ms or ISO text) as date and time of day in the visitor's time zone. */
export function formatDateTime(at: number | string, locale: string = LOCALE, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone }).format(new Date(at));
}

/** A moment of operation as "2026-11-22 00:51" in the reader's time zone, as messages write it in theirs. */
export function formatStamp(at: number | string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const parts = Map.groupBy(format.formatToParts(new Date(at)), ({ type }) => type);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type)?.[0]?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** The same with the zone of the time, for whoever may be elsewhere than those they speak with. */
export function formatZonedStamp(at: number | string, locale: string = LOCALE, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short', ...zone }).formatToParts(new Date(at));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${formatStamp(at, timeZone)} ${name}`;
}

/** A moment as time of day with seconds, for lists in which the date is plain. */
export function formatClock(at: number | string, locale: string = LOCALE, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23', ...zone }).format(new Date(at));
}

/**
 * How long before or after `now` (epoch ms) a moment lies, e.g. "5 minutes ago"; under a minute it is "just now", from an hour on
 * to the nearest hour or day.
 */
export function formatRelative(at: number | string, now: number, locale: string = LOCALE): string {
  const distance = new Date(at).getTime() - now;
  const step = STEPS.find(([, size]) => Math.abs(distance) >= size);
  if (step === undefined) return 'just now';
  const [unit, size] = step;
  const count = unit === 'minute' ? Math.trunc(distance / size) : Math.round(distance / size);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(count, unit);
}
