import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';

const MISSING = new ApiError({
  status: 0,
  title: 'No connection',
  detail: 'This page could not be loaded. Check your connection and try again.',
});

/** A view whose code is fetched when it is first shown, with room of that height meanwhile; the frame around it stays, whether it comes or not. */
export function lazyView<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  height = '60vh',
): FunctionComponent<Props> {
  let loaded: FunctionComponent<Props> | undefined;
  return function LazyView(props: Props) {
    const [state, setState] = useState<'loading' | 'failed' | 'ready'>('loading');
    useEffect(() => {
      if (loaded !== undefined || state !== 'loading') return;
      load().then(
        (component) => {
          loaded = component;
          setState('ready');
        },
        () => setState('failed'),
      );
    }, [state]);
    const View = loaded;
    if (View !== undefined) return <View {...props} />;
    if (state === 'failed') return <ErrorState error={MISSING} onRetry={() => setState('loading')} />;
    return (
      <Loading what="the page">
        <Skeleton height={height} />
      </Loading>
    );
  };
}
