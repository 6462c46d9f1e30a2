import { useEffect, useState } from 'preact/hooks';
import type { Found } from './catalogue.ts';
import { type CatalogueQuery, productsPath } from './catalogue-query.ts';
import { catalogue } from './shop.ts';

/** What the catalogue page shows: `stale` results belong to the query before, until the new ones are there. */
export type CatalogueView = {
  found: Found | undefined;
  status: 'loading' | 'ready' | 'failed';
  stale: boolean;
  error: unknown;
  retry: () => void;
};

type Held = { key: string; found: Found | undefined; status: CatalogueView['status']; error?: unknown };

/** The first `shown` results of a query; another query abandons what was still being loaded. */
export function useCatalogue(query: CatalogueQuery, shown: number): CatalogueView {
  const key = productsPath(query);
  const [held, hold] = useState<Held>(() => {
    const found = catalogue.peek(query, shown);
    return { key, found, status: found ? 'ready' : 'loading' };
  });
  const [turn, setTurn] = useState(0);

  // `turn` asks for another try at the same query.
  useEffect(() => {
    const known = catalogue.peek(query, shown);
    if (known) return hold({ key, found: known, status: 'ready' });
    const abandon = new AbortController();
    const settle = (next: (before: Held) => Held) => abandon.signal.aborted || hold(next);
    hold((before) => ({ key: before.key, found: before.found, status: 'loading' }));
    catalogue.load(query, shown, abandon.signal).then(
      (found) => settle(() => ({ key, found, status: 'ready' })),
      (error: unknown) =>
        settle((before) => ({ key, found: before.key === key ? before.found : undefined, status: 'failed', error })),
    );
    return () => abandon.abort();
  }, [key, shown, turn]);

  const { found, status, error } = held;
  return { found, status, stale: held.key !== key, error, retry: () => setTurn((count) => count + 1) };
}
