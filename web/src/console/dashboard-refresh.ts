import { useCallback, useRef, useState } from 'preact/hooks';
import { REFRESH_MS } from './refresh.ts';

/** When an answer was made by the clock of the shop and by this browser's, epoch or any other milliseconds. */
export type Answered = { readonly there: number; readonly here: number };

/**
 * Milliseconds from one answer of a dashboard to the next: what is wanted, by the clock of the shop, which goes faster than
 * others where time is simulated; never less than what is refreshed otherwise.
 */
export function dashboardRefreshMs(before: Answered, after: Answered, wanted: number): number {
  const pace = (after.there - before.there) / Math.max(1, after.here - before.here);
  return Math.max(REFRESH_MS, wanted / Math.max(1, pace));
}

/** A datapoint is a minute. */
const A_DATAPOINT = 60_000;

/** When to read a dashboard again, to be told of each answer: soon after the first one, as only two of them tell the pace. */
export function useDashboardRefresh(wanted: number = A_DATAPOINT): {
  intervalMs: number;
  onAnswer: (generatedAt: string) => void;
} {
  const [last, setLast] = useState<Answered>();
  const [before, setBefore] = useState<Answered>();
  const latest = useRef<Answered | undefined>(undefined);
  const onAnswer = useCallback((generatedAt: string) => {
    setBefore(latest.current);
    latest.current = { there: Date.parse(generatedAt), here: performance.now() };
    setLast(latest.current);
  }, []);
  const intervalMs = before && last ? dashboardRefreshMs(before, last, wanted) : REFRESH_MS;
  return { intervalMs, onAnswer };
}
