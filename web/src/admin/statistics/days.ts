import { LOCALE } from '../../ui/locale.ts';

/** Numbers of days that the statistics can be looked at for. */
export const RANGES = [7, 30, 90] as const;
export type Range = (typeof RANGES)[number];

/** As many days as the API tells of unless asked. */
export const DEFAULT_RANGE: Range = 30;

const DAY = 86_400_000;

/** The number of days that an address asks for; the default for what makes no sense. */
export function readRange(text: string | undefined): Range {
  return RANGES.find((range) => String(range) === text) ?? DEFAULT_RANGE;
}

/** The first of so many days (`2026-11-21`) of which the last is given. */
export function firstDay(last: string, count: number): string {
  return new Date(Date.parse(last) - (count - 1) * DAY).toISOString().slice(0, 10);
}

/** A day in UTC as people write it: "21 Nov". */
export function formatDay(day: string, locale: string = LOCALE): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(day));
}
