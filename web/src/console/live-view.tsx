import type { ComponentChildren } from 'preact';
import { Notice } from '../ui/notice.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { LoadFailed, reasonFor } from './load-failed.tsx';
import type { Live } from './use-live.ts';

type LiveViewProps<Data> = {
  live: Live<Data> & { refresh: () => void };
  /** What is loading, as in "Loading alarms…". */
  what: string;
  children: (data: Data) => ComponentChildren;
};

/** What a live thing looks like while it loads, when it failed, when it is there (faded while it is another's), and when its last refresh failed. */
export function LiveView<Data>({ live, what, children }: LiveViewProps<Data>) {
  switch (live.status) {
    case 'loading':
      return (
        <Loading what={what}>
          <div class="console-skeleton">
            <Skeleton height="9rem" />
            <Skeleton height="9rem" />
            <Skeleton height="9rem" />
          </div>
        </Loading>
      );
    case 'failed':
      return <LoadFailed error={live.error} onRetry={live.refresh} />;
    case 'ready':
      return (
        <>
          {live.error !== undefined && (
            <Notice tone="warn" title="These figures are not up to date">
              {reasonFor(live.error)}
            </Notice>
          )}
          {live.stale && <p class="visually-hidden" role="status">{`Loading ${what}…`}</p>}
          <div class="live" aria-busy={live.stale}>
            {children(live.data)}
          </div>
        </>
      );
    default:
      return live satisfies never;
  }
}
