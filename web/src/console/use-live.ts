import { useEffect } from 'preact/hooks';
import type { Resource } from '../state/resource.ts';
import { useHeld } from '../state/use-held.ts';

/** Live data; `stale` data was loaded for another key and stands only until that of the present one is there. */
export type Live<Data> = Resource<Data> & { stale: boolean };

/**
 * Loads what `key` stands for and again every `intervalMs` after the last answer; not while paused or while the page is
 * hidden. Old data stays until new data is there: also when a refresh fails, but not when a new key's load does.
 */
export function useLive<Data>(
  key: string,
  load: (signal: AbortSignal) => Promise<Data>,
  options: { intervalMs: number; paused: boolean },
): Live<Data> & { refresh: () => void } {
  const { held, reload: refresh } = useHeld(key, load);
  const stale = held.key !== key;
  const live: Resource<Data> = stale && held.resource.status !== 'ready' ? { status: 'loading' } : held.resource;

  const idle = live.status === 'failed' || (live.status === 'ready' && !live.refreshing);
  const { intervalMs, paused } = options;
  useEffect(() => {
    if (!idle || paused) return;
    const whenVisible = () => document.visibilityState === 'visible' && refresh();
    const timer = setTimeout(whenVisible, intervalMs);
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  }, [idle, paused, intervalMs, refresh]);

  return { ...live, stale: stale && live.status === 'ready', refresh };
}
