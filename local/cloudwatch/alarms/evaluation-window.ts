import { momentOf, type TimeZone } from './time-zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 1970-01-05, the first Monday: weeks begin there (ISO 8601). */
const MONDAY = 4 * DAY;

/** Where the periods of an evaluation end: at the tick (the newest is [tick − period, tick)), or at clock boundaries of a time zone (User Guide "Alarm evaluation window"). */
export type EvaluationWindow =
  | { readonly kind: 'sliding' }
  | { readonly kind: 'wallClock'; readonly timeZone: TimeZone };

/**
 * The boundaries of the newest `count` periods of a wall clock window at the tick, newest first: one more than there are
 * periods. The newest period is the last one that is over; days and weeks are as long as the zone's clocks make them.
 */
export function wallClockBoundaries(timeZone: TimeZone, period: number, count: number, tick: number): number[] {
  const local = tick + timeZone.offsetAt(tick);
  const origin = period === 7 * DAY ? MONDAY : 0;
  const newest = origin + Math.floor((local - origin) / period) * period;
  if (period <= HOUR) return stepsBack(newest - timeZone.offsetAt(tick), period, count);
  return stepsBack(newest, period, count).map((boundary) => momentOf(timeZone, boundary));
}

function stepsBack(from: number, period: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, index) => from - index * period);
}
