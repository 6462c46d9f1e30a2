import type { ComponentChildren } from 'preact';
import { explain } from '../../api/explain.ts';
import type { LoadedResource } from '../../state/use-resource.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';

type LoadedProps<Data> = {
  resource: LoadedResource<Data>;
  /** What is loaded, after "Loading". */
  what: string;
  children: (data: Data) => ComponentChildren;
};

/** Data once it is there: before, that it is loading; instead, why it could not be; beside, why it is not up to date. */
export function Loaded<Data>({ resource, what, children }: LoadedProps<Data>) {
  switch (resource.status) {
    case 'loading':
      return (
        <Loading what={what}>
          <div class="admin-stack">
            <Skeleton height="2.75rem" />
            <Skeleton height="16rem" />
          </div>
        </Loading>
      );
    case 'failed':
      return <ErrorState error={resource.error} onRetry={resource.reload} />;
    case 'ready':
      return (
        <>
          {resource.error !== undefined && (
            <Notice tone="warn" title="This is not up to date">
              <p>{explain(resource.error).detail}</p>
            </Notice>
          )}
          {children(resource.data)}
        </>
      );
    default:
      return resource satisfies never;
  }
}
