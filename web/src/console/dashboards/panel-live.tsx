import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import { reasonFor } from '../load-failed.tsx';
import type { Live } from '../use-live.ts';

type PanelLiveProps<Data> = {
  live: Live<Data> & { refresh: () => void };
  /** What is loading, as in "Loading errors by cause…". */
  what: string;
  /** The height that it is likely to have once it is there. */
  room?: string;
  children: (data: Data) => ComponentChildren;
};

/** What a panel asks for by itself: while it loads, when that failed, and when it is there, even if a later refresh failed. */
export function PanelLive<Data>({ live, what, room = '12rem', children }: PanelLiveProps<Data>) {
  switch (live.status) {
    case 'loading':
      return (
        <Loading what={what}>
          <Skeleton height={room} />
        </Loading>
      );
    case 'failed':
      return (
        <div class="panel-empty" role="alert">
          <p>{reasonFor(live.error)}</p>
          <Button variant="quiet" onClick={live.refresh}>
            Try again
          </Button>
        </div>
      );
    case 'ready':
      return (
        <div class="panel-answer" aria-busy={live.stale}>
          {live.error !== undefined && <p class="panel-stale">{`Not up to date: ${reasonFor(live.error)}`}</p>}
          {children(live.data)}
        </div>
      );
    default:
      return live satisfies never;
  }
}
