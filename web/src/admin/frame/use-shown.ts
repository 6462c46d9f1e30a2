import { useState } from 'preact/hooks';
import { type LoadedResource, useResource } from '../../state/use-resource.ts';

/** A resource of which a later state can be shown, as an answer to a change of it tells. */
export type ShownResource<Data> = LoadedResource<Data> & { show: (later: Data) => void };

/** Loads what `key` stands for; what is shown later stays until newer data is loaded. */
export function useShown<Data>(key: string, load: (signal: AbortSignal) => Promise<Data>): ShownResource<Data> {
  const resource = useResource(key, load);
  const loaded = resource.status === 'ready' ? resource.data : undefined;
  const [later, setLater] = useState<{ of: Data | undefined; data: Data }>();
  const show = (data: Data) => setLater({ of: loaded, data });
  if (resource.status !== 'ready' || later === undefined || later.of !== loaded) return { ...resource, show };
  return { ...resource, data: later.data, show };
}
