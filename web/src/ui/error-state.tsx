import './empty-state.css';
import { explain } from '../api/explain.ts';
import { Button } from './button.tsx';

/** What stands where loading failed: the reason in plain words, the request id to quote, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail, requestId } = explain(error);
  return (
    <div class="empty-state" role="alert">
      <h2>{title}</h2>
      <p>{detail}</p>
      {requestId && (
        <p>
          Request <code>{requestId}</code>
        </p>
      )}
      {onRetry && (
        <div class="empty-state-actions">
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
