export type TraceWindow = {
  /** Epoch ms. */
  start: number;
  /** Epoch ms. */
  end: number;
};

const MINUTE = 60_000;

/** Longest range of one call of X-Ray's, in minutes ("GetTraceSummaries", "GetServiceGraph": six hours). */
export const MAX_TRACE_MINUTES = 360;

/**
 * The time from `oldest` to `end` (epoch ms) as windows, newest first, each twice as long as the one before up to what one
 * call takes: GetTraceSummaries has no order, so the newest traces are found by asking for short recent windows first.
 */
export function* traceWindows(oldest: number, end: number): Generator<TraceWindow> {
  let until = end;
  for (let length = MINUTE; until > oldest; length = Math.min(length * 2, MAX_TRACE_MINUTES * MINUTE)) {
    const start = Math.max(oldest, until - length);
    yield { start, end: until };
    until = start;
  }
}
