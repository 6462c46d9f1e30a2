import './more-button.css';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';

type MoreButtonProps = {
  /** Undefined when there is no more. */
  more: (() => void) | undefined;
  older: { busy: boolean; error?: unknown };
  children: string;
};

/** What stands below a list that goes on: the way to more of it, or why that could not be read. */
export function MoreButton({ more, older, children }: MoreButtonProps) {
  if (more === undefined) return null;
  if (older.error !== undefined) return <ErrorState error={older.error} onRetry={more} />;
  return (
    <div class="more">
      <Button busy={older.busy} onClick={more}>
        {children}
      </Button>
    </div>
  );
}
