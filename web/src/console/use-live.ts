import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Live data: not there yet, never there for an error, or there, perhaps with the error that stopped its last refresh. */
export type Live<Data> =
  | { status: 'loading' }
  | { status: 'failed'; error: unknown }
  | { status: 'ready'; data: Data; refreshing: boolean; error?: unknown };

const started = <Data>(before: Live<Data>): Live<Data> =>
  before.status === 'ready' ? { ...before, refreshing: true } : { status: 'loading' };

const failed = <Data>(before: Live<Data>, error: unknown): Live<Data> =>
  before.status === 'ready' ? { ...before, refreshing: false, error } : { status: 'failed', error };

/**
 * Loads what `key` stands for and again every `intervalMs` after the last answer; not while paused or while the page is
 * hidden. Old data stays until new data is there, also when the key changes or a refresh fails.
 */
export function useLive<Data>(
  key: string,
  load: (signal: AbortSignal) => Promise<Data>,
  options: { intervalMs: number; paused: boolean },
): Live<Data> & { refresh: () => void } {
  const [live, setLive] = useState<Live<Data>>({ status: 'loading' });
  const [turn, setTurn] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  const refresh = useCallback(() => setTurn((count) => count + 1), []);

  // `turn` asks for another load of the same key.
  useEffect(() => {
    const abandon = new AbortController();
    const settle = (next: (before: Live<Data>) => Live<Data>) => abandon.signal.aborted || setLive(next);
    setLive(started);
    loader.current(abandon.signal).then(
      (data) => settle(() => ({ status: 'ready', data, refreshing: false })),
      (error: unknown) => settle((before) => failed(before, error)),
    );
    return () => abandon.abort();
  }, [key, turn]);

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

  return { ...live, refresh };
}
