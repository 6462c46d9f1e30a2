import { useEffect, useRef } from 'preact/hooks';

/** Calls `look` whenever the visitor comes back to the page from another tab or window. */
export function useReturn(look: () => void): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const back = () => {
      if (!document.hidden) latest.current();
    };
    document.addEventListener('visibilitychange', back);
    return () => document.removeEventListener('visibilitychange', back);
  }, []);
}
