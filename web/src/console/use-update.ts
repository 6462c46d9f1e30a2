import { useEffect } from 'preact/hooks';
import type { Live } from './use-live.ts';

/** Reports when what is shown was made, each time newer data arrives. */
export function useUpdate(live: Live<{ generatedAt: string }>, report: (generatedAt: string) => void): void {
  const generatedAt = live.status === 'ready' ? live.data.generatedAt : undefined;
  useEffect(() => {
    if (generatedAt !== undefined) report(generatedAt);
  }, [generatedAt, report]);
}
