import { useEffect, useState } from 'preact/hooks';

/** Whole seconds that are left of a wait; it starts anew with every other `cause`, and is 0 once it is over. */
export function useCountdown(seconds: number, cause: unknown): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const look = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    look();
    if (seconds <= 0) return;
    const timer = window.setInterval(() => {
      look();
      if (performance.now() >= end) window.clearInterval(timer);
    }, 1000);
    return () => window.clearInterval(timer);
  }, [cause, seconds]);
  return left;
}
