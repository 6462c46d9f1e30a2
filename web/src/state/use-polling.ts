import { useEffect, useRef } from 'preact/hooks';
import { pollDelay } from './poll-delay.ts';

/** Calls `look` again and again with growing pauses while `active`, resting while the page is hidden. */
export function usePolling(active: boolean, look: () => void): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    if (!active) return;
    let attempt = 0;
    let timer = 0;
    const next = () => {
      timer = window.setTimeout(() => {
        if (!document.hidden) latest.current();
        next();
      }, pollDelay(attempt++));
    };
    const wake = () => {
      if (document.hidden) return;
      window.clearTimeout(timer);
      attempt = 0;
      next();
    };
    next();
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [active]);
}
