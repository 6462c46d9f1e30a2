const DAY = 86_400_000;
const UNIT_MS = { W: 7 * DAY, D: DAY, H: 3_600_000, M: 60_000, S: 1000 };
const RELATIVE =
  /^-?P(?:(\d{1,7})Y)?(?:(\d{1,7})M)?(?:(\d{1,7})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;
const ABSOLUTE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Only a duration of nothing may stand without its sign: the console writes now as `P0D`. */
const NOT_BEFORE = /^P.*[1-9]/;

/** Furthest from 1970 that a Date can hold, in milliseconds. */
const FURTHEST = 8.64e15;

/**
 * Reads a widget's or dashboard's `start` or `end`: ISO 8601 (UTC unless it names an offset), or a duration before `now`
 * such as `-PT3H`, `-P7D`, `-P1M` or (now) `P0D`; epoch milliseconds, undefined when it is neither. A month of a duration is one of
 * the calendar in UTC.
 */
export function readTimeText(text: string, now: number): number | undefined {
  if (ABSOLUTE.test(text)) return finite(Date.parse(/T[^+-]*\d$/.test(text) ? `${text}Z` : text));
  const match = RELATIVE.exec(text);
  if (match === null || NOT_BEFORE.test(text) || /[PT]$/.test(text)) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const back = weeks * UNIT_MS.W + days * UNIT_MS.D + hours * UNIT_MS.H + minutes * UNIT_MS.M + seconds * UNIT_MS.S;
  return finite(monthsBefore(now, 12 * years + months) - back);
}

function finite(time: number): number | undefined {
  return Math.abs(time) <= FURTHEST ? time : undefined;
}

function monthsBefore(time: number, months: number): number {
  if (months === 0) return time;
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}
