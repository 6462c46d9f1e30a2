import type { Duration, TimeUnit } from './syntax.ts';

/** "stats": units of time and their abbreviations; what is longer than one letter may have an s. */
const UNITS: Readonly<Record<string, TimeUnit>> = {
  ...{ ms: 'ms', msec: 'ms', millisecond: 'ms' },
  ...{ s: 's', sec: 's', second: 's' },
  ...{ m: 'm', min: 'm', minute: 'm' },
  ...{ h: 'h', hr: 'h', hour: 'h' },
  ...{ d: 'd', day: 'd' },
  ...{ w: 'w', week: 'w' },
  ...{ mo: 'mo', mon: 'mo', month: 'mo' },
  ...{ q: 'q', qtr: 'q', quarter: 'q' },
  ...{ y: 'y', yr: 'y', year: 'y' },
};

/** The unit that a word or an abbreviation means. */
export function timeUnit(word: string): TimeUnit | undefined {
  const name = word.toLowerCase();
  return UNITS[name] ?? (name.length > 2 && name.endsWith('s') ? UNITS[name.slice(0, -1)] : undefined);
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const FIXED: Readonly<Record<Exclude<TimeUnit, 'mo' | 'q' | 'y'>, number>> = {
  ms: 1,
  s: 1_000,
  m: MINUTE,
  h: 60 * MINUTE,
  d: DAY,
  w: 7 * DAY,
};
/** "Datetime functions": each unit's cap; of a longer period no more than this counts, so that 300s are a minute. */
const CAPS: Readonly<Partial<Record<TimeUnit, number>>> = { ms: 1_000, s: 60, m: 60, h: 24 };
const MONTHS: Readonly<Record<'mo' | 'q' | 'y', number>> = { mo: 1, q: 3, y: 12 };
/** The first Monday after the epoch: weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** Rounding down, and up, to a whole multiple of a duration, of epoch milliseconds in UTC. */
export type Rounding = { readonly floor: (time: number) => number; readonly ceil: (time: number) => number };

function byMonths(months: number): Rounding {
  const floorMonth = (time: number): number => {
    const date = new Date(time);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    return month - (month % months);
  };
  const start = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12);
  const floor = (time: number): number => start(floorMonth(time));
  return { floor, ceil: (time) => (floor(time) === time ? time : start(floorMonth(time) + months)) };
}

/** How a duration rounds. */
export function rounding({ amount: asked, unit }: Duration): Rounding {
  const amount = Math.min(asked, CAPS[unit] ?? asked);
  if (unit === 'mo' || unit === 'q' || unit === 'y') return byMonths(amount * MONTHS[unit]);
  const length = amount * FIXED[unit];
  const from = unit === 'w' ? FIRST_MONDAY : 0;
  return {
    floor: (time) => Math.floor((time - from) / length) * length + from,
    ceil: (time) => Math.ceil((time - from) / length) * length + from,
  };
}
