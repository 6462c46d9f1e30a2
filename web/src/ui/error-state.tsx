import './empty-state.css';
import { type Explanation, explain } from '../api/explain.ts';
import { Button } from './button.tsx';

type ErrorStateProps = {
  error: unknown;
  onRetry?: () => void;
  /** Puts the error into words; shoppers' words unless told. */
  words?: (error: unknown) => Explanation;
};

/** What stands where loading failed: the reason in plain words, the request id to quote, and a way to try again. */
export function ErrorState({ error, onRetry, words = explain }: ErrorStateProps) {
  const { title, detail, requestId } = words(error);
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
