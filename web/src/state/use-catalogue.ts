import { useEffect, useRef, useState } from 'preact/hooks';
import type { CatalogueQuery, Found } from './catalogue.ts';
import { catalogue } from './shop.ts';

/** What the catalogue page shows: `stale` results belong to the query before, until the new ones are there. */
export type CatalogueView = {
  found: Found | undefined;
  status: 'loading' | 'ready' | 'failed';
  stale: boolean;
  error: unknown;
  more: () => void;
  retry: () => void;
};

type Held = { query: CatalogueQuery; found: Found | undefined; status: CatalogueView['status']; error?: unknown };

const same = (a: CatalogueQuery, b: CatalogueQuery) => a.search === b.search && a.category === b.category;

/** The results of a query, page by page; a new query abandons what was still being loaded. */
export function useCatalogue({ search, category }: CatalogueQuery): CatalogueView {
  const query = { search, category };
  const [held, hold] = useState<Held>(() => {
    const found = catalogue.peek(query);
    return { query, found, status: found ? 'ready' : 'loading' };
  });
  const [turn, setTurn] = useState(0);
  const abandon = useRef(new AbortController());

  const run = (load: (signal: AbortSignal) => Promise<Found>, keep: Found | undefined) => {
    abandon.current.abort();
    abandon.current = new AbortController();
    const { signal } = abandon.current;
    hold((before) => ({ query: before.query, found: keep ?? before.found, status: 'loading' }));
    load(signal).then(
      (found) => signal.aborted || hold({ query, found, status: 'ready' }),
      (error: unknown) => signal.aborted || hold({ query, found: keep, status: 'failed', error }),
    );
  };

  // `turn` asks for another try at the same query.
  useEffect(() => {
    const found = catalogue.peek(query);
    if (found) hold({ query, found, status: 'ready' });
    else run((signal) => catalogue.first(query, signal), undefined);
    return () => abandon.current.abort();
  }, [search, category, turn]);

  const { found } = held;
  return {
    found,
    status: held.status,
    stale: !same(held.query, query),
    error: held.error,
    more: () => found && run((signal) => catalogue.more(query, found, signal), found),
    retry: () => (found ? run((signal) => catalogue.more(query, found, signal), found) : setTurn((count) => count + 1)),
  };
}
