import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { arrived, begun, failed, type Held } from './resource.ts';

/** Loads what `key` stands for, again on `reload` and whenever the key changes, and abandons the call that is no longer wanted. */
export function useHeld<Data>(key: string, load: (signal: AbortSignal) => Promise<Data>) {
  const [held, hold] = useState<Held<Data>>({ key, resource: { status: 'loading' } });
  const [turn, setTurn] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  const reload = useCallback(() => setTurn((count) => count + 1), []);

  // `turn` asks for another load of the same key.
  useEffect(() => {
    const abandon = new AbortController();
    const settle = (next: (before: Held<Data>) => Held<Data>) => abandon.signal.aborted || hold(next);
    hold((before) => begun(before, key));
    loader.current(abandon.signal).then(
      (data) => settle(() => arrived(key, data)),
      (error: unknown) => settle((before) => failed(before, key, error)),
    );
    return () => abandon.abort();
  }, [key, turn]);

  return { held, reload };
}
