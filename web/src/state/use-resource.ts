import type { Resource } from './resource.ts';
import { useHeld } from './use-held.ts';

/** A resource and how to load it once more; a reload keeps the data until new data is there, also when it fails. */
export type LoadedResource<Data> = Resource<Data> & { reload: () => void };

/** Loads what `key` stands for, again whenever the key changes; data of another key is never shown. */
export function useResource<Data>(key: string, load: (signal: AbortSignal) => Promise<Data>): LoadedResource<Data> {
  const { held, reload } = useHeld(key, load);
  const resource: Resource<Data> = held.key === key ? held.resource : { status: 'loading' };
  return { ...resource, reload };
}
