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

/** A moment with date, time of day and the zone of that, for whoever may be elsewhere than those they speak with. */
export function formatZonedTime(at: number | string, locale: string = LOCALE, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
    ...zone,
  }).format(new Date(at));
}

/** A moment as time of day with seconds, for lists in which the date is plain. */
export function formatClock(at: number | string, locale: string = LOCALE, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23', ...zone }).format(new Date(at));
}

/** How long before or after `now` (epoch ms) a moment lies, e.g. "5 minutes ago"; under a minute it is "just now". */
export function formatRelative(at: number | string, now: number, locale: string = LOCALE): string {
  const distance = new Date(at).getTime() - now;
  const step = STEPS.find(([, size]) => Math.abs(distance) >= size);
  if (step === undefined) return 'just now';
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(distance / step[1]), step[0]);
}
