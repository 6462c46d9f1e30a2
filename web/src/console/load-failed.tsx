import { ApiError } from '../api/api-error.ts';
import { type Explanation, explain } from '../api/explain.ts';
import { ErrorState } from '../ui/error-state.tsx';

/** Why the console has no data, as precisely as the API says it: operators, unlike shoppers, can act on it. */
export function reasonFor(error: unknown): string {
  return error instanceof ApiError && error.status !== 0 ? error.detail : explain(error).detail;
}

const words = (error: unknown): Explanation => ({ ...explain(error), title: 'No data', detail: reasonFor(error) });

/** What stands where loading failed: the reason, the request id to look for in the logs, and a way to try again. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return <ErrorState error={error} onRetry={onRetry} words={words} />;
}
