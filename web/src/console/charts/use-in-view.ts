import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** How far below the window something may be to count as nearly in it. */
const MARGIN = '300px';

/** Whether an element is, or ever was, in view or nearly so: what is not need not be drawn or asked for. */
export function useInView(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || element.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: MARGIN },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen, element]);
  return seen;
}
