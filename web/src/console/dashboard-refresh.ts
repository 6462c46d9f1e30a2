import { useCallback, useRef, useState } from 'preact/hooks';
import { REFRESH_MS } from './refresh.ts';

/** A datapoint is a minute: within half of it there is hardly anything new, and CloudWatch bills each reading of each metric. */
const HALF_A_DATAPOINT = 30_000;

/** When an answer was made by the clock of the shop and by this browser's, epoch or any other milliseconds. */
export type Answered = { readonly there: number; readonly here: number };

/**
 * Milliseconds from one answer of a dashboard to the next: half a minute by the clock of the shop, which goes faster than
 * others where time is simulated; never less than what is refreshed otherwise.
 */
export function dashboardRefreshMs(before: Answered, after: Answered): number {
  const pace = (after.there - before.there) / Math.max(1, after.here - before.here);
  return Math.max(REFRESH_MS, HALF_A_DATAPOINT / Math.max(1, pace));
}

/** When to read a dashboard again, to be told of each answer: soon after the first one, as only two of them tell the pace. */
export function useDashboardRefresh(): { intervalMs: number; onAnswer: (generatedAt: string) => void } {
  const [intervalMs, setIntervalMs] = useState(REFRESH_MS);
  const last = useRef<Answered | undefined>(undefined);
  const onAnswer = useCallback((generatedAt: string) => {
    const answered = { there: Date.parse(generatedAt), here: performance.now() };
    if (last.current) setIntervalMs(dashboardRefreshMs(last.current, answered));
    last.current = answered;
  }, []);
  return { intervalMs, onAnswer };
}
