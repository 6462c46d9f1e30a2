import type { BusinessHours } from './notification-routes.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

type LocalTime = { readonly day: string; readonly time: string };

/** By time zone: making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  formats.set(timeZone, made);
  return made;
}

/** What clock and calendar of a time zone show at an instant (epoch milliseconds). */
function localTime(at: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return { day: parts.get('weekday') ?? '', time: `${parts.get('hour')}:${parts.get('minute')}` };
}

/** Whether people work at an instant (epoch milliseconds). */
export function isBusinessTime(at: number, { timeZone, days, from, to }: BusinessHours): boolean {
  const { day, time } = localTime(at, timeZone);
  return days.some((each) => each === day) && from <= time && time < to;
}

/** Minutes of a time of day such as `09:00`. */
function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The instant at or after another (epoch milliseconds) at which people work: itself when they do. */
export function nextBusinessTime(at: number, hours: BusinessHours): number {
  if (isBusinessTime(at, hours)) return at;
  const first = Math.floor(at / MINUTE + 1) * MINUTE;
  // Wherever the clocks are not changed, the hours begin so far from now, or whole days later.
  const ahead = (minutesOf(hours.from) - minutesOf(localTime(first, hours.timeZone).time) + 1_440) % 1_440;
  for (let opening = first + ahead * MINUTE; ; opening += DAY) {
    // Where they are, it is up to three hours off: the first minute that counts is looked for.
    const found = firstWithin(Math.max(first, opening - 180 * MINUTE), opening + 180 * MINUTE, hours);
    if (found !== undefined) return found;
  }
}

function firstWithin(from: number, to: number, hours: BusinessHours): number | undefined {
  if (!isWorkday(from, to, hours)) return undefined;
  for (let at = from; at <= to; at += MINUTE) if (isBusinessTime(at, hours)) return at;
  return undefined;
}

function isWorkday(from: number, to: number, { timeZone, days }: BusinessHours): boolean {
  return [from, to].some((at) => days.some((day) => day === localTime(at, timeZone).day));
}
