const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Milliseconds to wait before the next look at something that may change soon: 1 s, then half as much again, up to 30 s. */
export function pollDelay(attempt: number): number {
  return Math.min(LONGEST_MS, Math.round(FIRST_MS * 1.5 ** attempt));
}
