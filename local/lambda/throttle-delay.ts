const FIRST = 1_000;
const LONGEST = 300_000;

/**
 * Milliseconds until what Lambda has throttled so often before is tried again: a second, then ever later, up to five minutes
 * ("How Lambda handles errors and retries with asynchronous invocation").
 */
export function throttleDelay(throttles: number): number {
  return Math.min(FIRST * 2 ** throttles, LONGEST);
}
