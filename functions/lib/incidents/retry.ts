const MINUTE = 60_000;

/** Minutes after each attempt at which it is tried again. */
const PAUSES = [1, 2, 4, 8, 15, 15, 15];

/** From so many failed attempts on, people should know that something is amiss with a channel. */
export const WORRYING_ATTEMPTS = 3;

/** When a page whose attempts have all failed is tried again, epoch milliseconds; undefined when it is given up. */
export function nextAttempt(attempts: number, now: number, retryAfterSeconds = 0): number | undefined {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? undefined : now + Math.max(pause * MINUTE, retryAfterSeconds * 1_000);
}
