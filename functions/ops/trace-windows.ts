export type TraceWindow = {
  /** Epoch ms. */
  start: number;
  /** Epoch ms. */
  end: number;
};

const MINUTE = 60_000;

/** Longest range of one GetTraceSummaries call, in minutes ("GetTraceSummaries": six hours). */
export const MAX_TRACE_MINUTES = 360;

/**
 * The last `minutes` before `now` (epoch ms) as windows, newest first, each twice as long as the one before:
 * GetTraceSummaries has no order, so the newest traces are found by asking for short recent windows first.
 */
export function* traceWindows(now: number, minutes: number): Generator<TraceWindow> {
  const oldest = now - Math.min(minutes, MAX_TRACE_MINUTES) * MINUTE;
  let end = now;
  for (let length = MINUTE; end > oldest; length *= 2) {
    const start = Math.max(oldest, end - length);
    yield { start, end };
    end = start;
  }
}
