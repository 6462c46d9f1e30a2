import { useEffect, useRef, useState } from 'preact/hooks';

/** Something loaded from the server: being loaded for the first time, there (perhaps being refreshed), or failed. */
export type Resource<Data> =
  | { status: 'loading' }
  | { status: 'ready'; data: Data; refreshing: boolean }
  | { status: 'failed'; error: unknown };

/** A resource and how to load it once more; a reload keeps the data shown until the new ones are there. */
export type LoadedResource<Data> = Resource<Data> & { reload: () => void };

/** Loads what `key` stands for, again whenever the key changes, and abandons the call when it is no longer wanted. */
export function useResource<Data>(key: string, load: (signal: AbortSignal) => Promise<Data>): LoadedResource<Data> {
  const [held, hold] = useState<{ key: string; resource: Resource<Data> }>({ key, resource: { status: 'loading' } });
  const [turn, setTurn] = useState(0);
  const loader = useRef(load);
  loader.current = load;

  // `turn` asks for another load of the same key.
  useEffect(() => {
    const abandon = new AbortController();
    const settle = (resource: Resource<Data>) => abandon.signal.aborted || hold({ key, resource });
    hold((before) =>
      before.key === key && before.resource.status === 'ready'
        ? { key, resource: { ...before.resource, refreshing: true } }
        : { key, resource: { status: 'loading' } },
    );
    loader.current(abandon.signal).then(
      (data) => settle({ status: 'ready', data, refreshing: false }),
      (error: unknown) => settle({ status: 'failed', error }),
    );
    return () => abandon.abort();
  }, [key, turn]);

  const resource: Resource<Data> = held.key === key ? held.resource : { status: 'loading' };
  return { ...resource, reload: () => setTurn((count) => count + 1) };
}
