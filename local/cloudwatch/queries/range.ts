const MINUTE = 60_000;

/** A range of time in epoch milliseconds; the end is exclusive. */
export type Range = { readonly start: number; readonly end: number };

/** Where periods of that length begin in a range: those of a minute and more on a full minute, beside shorter ones too. */
export function firstPeriod(start: number, period: number): number {
  return period < MINUTE ? start : Math.floor(start / MINUTE) * MINUTE;
}
