import '../ui/empty-state.css';
import { ApiError } from '../api/api-error.ts';
import { explain } from '../api/explain.ts';
import { Button } from '../ui/button.tsx';

/** Why the console has no data, as precisely as the API says it: operators, unlike shoppers, can act on it. */
export function reasonFor(error: unknown): string {
  return error instanceof ApiError && error.status !== 0 ? error.detail : explain(error).detail;
}

/** What stands where loading failed: the reason, the request id to look for in the logs, and a way to try again. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  return (
    <div class="empty-state" role="alert">
      <h2>No data</h2>
      <p>{reasonFor(error)}</p>
      {requestId && (
        <p>
          Request <code>{requestId}</code>
        </p>
      )}
      <div class="empty-state-actions">
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      </div>
    </div>
  );
}
