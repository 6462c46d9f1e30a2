const DAY_SECONDS = 86_400;

/** How long incidents and what is written of them are kept, in days. */
export const INCIDENT_DAYS = 455;

/** Epoch seconds, so many days after a time (epoch milliseconds). */
export function expiry(now: number, days: number): number {
  return Math.floor(now / 1000) + days * DAY_SECONDS;
}
