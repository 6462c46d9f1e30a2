import type { FunctionComponent } from 'preact';
import { lazy } from 'preact-iso';
import { ApiError } from '../api/api-error.ts';
import { ErrorState } from '../ui/error-state.tsx';

const MISSING = new ApiError({
  status: 0,
  title: 'No connection',
  detail: 'This page could not be loaded. Check your connection and try again.',
});

function LoadFailed() {
  return <ErrorState error={MISSING} onRetry={() => location.reload()} />;
}

/** A page whose code is fetched when it is first shown; if that fails, an error page takes its place. */
export function lazyPage<Props = object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  return lazy(() => load().catch((): FunctionComponent<Props> => LoadFailed));
}
