import type { QueryResults, QueryStatus, StartedQuery } from '../../../../functions/ops/insights/query-responses.ts';
import { ApiError } from '../../api/api-error.ts';
import type { QueryRequest } from './queries-api.ts';

/** What a query has found, over which time. */
export type Found = { readonly started: StartedQuery; readonly results: QueryResults };

type Calls = {
  start(request: QueryRequest, signal: AbortSignal): Promise<StartedQuery>;
  results(id: string, signal: AbortSignal): Promise<QueryResults>;
  stop(id: string): Promise<void>;
  /** Waits so many milliseconds; rejects as soon as the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

/** Milliseconds before each look at a query; the last one again and again. */
const PAUSES = [60, 120, 250, 500, 1_000] as const;

const FAILURES: Readonly<Partial<Record<QueryStatus, string>>> = {
  Cancelled: 'Somebody stopped the query.',
  Timeout: 'The query took longer than CloudWatch Logs lets one run. Choose a shorter time or fewer functions.',
};
const FAILED =
  'CloudWatch Logs could not finish the query. A regular expression of it may take too long: choose a simpler one, or a shorter time.';

/** The error of a query that has ended without its answer: rows that it did not find mean nothing then. */
function ended(status: QueryStatus): ApiError {
  return new ApiError({ status: 502, title: 'No answer', detail: FAILURES[status] ?? FAILED });
}

/** Whether a query still looks for more. */
export function isUnderWay({ status }: Pick<QueryResults, 'status'>): boolean {
  return status === 'Running' || status === 'Scheduled';
}

/**
 * Runs a query to its end and tells what it has found on its way; rejects for one that ends otherwise than complete. One
 * that is abandoned is stopped, for its bytes are billed.
 */
export async function followQuery(
  calls: Calls,
  request: QueryRequest,
  { signal, onFound }: { signal: AbortSignal; onFound: (found: Found) => void },
): Promise<Found> {
  const started = await calls.start(request, signal);
  try {
    for (let look = 0; ; look++) {
      await calls.pause(PAUSES[look] ?? 1_000, signal);
      const found = { started, results: await calls.results(started.id, signal) };
      if (found.results.status === 'Complete') return found;
      if (!isUnderWay(found.results)) throw ended(found.results.status);
      onFound(found);
    }
  } catch (error) {
    // Whether it could be stopped changes nothing for whoever has left.
    if (signal.aborted) await calls.stop(started.id).catch(() => undefined);
    throw error;
  }
}
