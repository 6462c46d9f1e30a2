import { useRef, useState } from 'preact/hooks';

type Listed = { readonly id: string };
type Page<Row> = { readonly rows: readonly Row[]; readonly nextCursor: string | null };

type Earlier<Row> = {
  /** Newest first, each once. */
  rows: readonly Row[];
  more: (() => void) | undefined;
  older: { busy: boolean; error?: unknown };
};

/** All rows seen so far: new ones push older ones off the first page, but not out of sight. */
function together<Row extends Listed>(
  seen: Map<string, Row>,
  page: Page<Row>,
  newestFirst: (a: Row, b: Row) => number,
): readonly Row[] {
  for (const each of page.rows) seen.set(each.id, each);
  return [...seen.values()].sort(newestFirst);
}

const byId = (a: Listed, b: Listed): number => (a.id < b.id ? 1 : -1);

/** The latest rows, whose ids are in the order of time unless told otherwise, and, as far as one asks for them, those before. */
export function useEarlier<Row extends Listed>(
  latest: Page<Row>,
  load: (cursor: string) => Promise<Page<Row>>,
  newestFirst: (a: Row, b: Row) => number = byId,
): Earlier<Row> {
  const seen = useRef(new Map<string, Row>());
  const [last, setLast] = useState<Page<Row>>();
  const [older, setOlder] = useState<Earlier<Row>['older']>({ busy: false });
  if (last !== undefined) together(seen.current, last, newestFirst);
  const rows = together(seen.current, latest, newestFirst);
  const { nextCursor } = last ?? latest;
  const grow = async (cursor: string) => {
    setOlder({ busy: true });
    try {
      setLast(await load(cursor));
      setOlder({ busy: false });
    } catch (error) {
      setOlder({ busy: false, error });
    }
  };
  return { rows, more: nextCursor === null ? undefined : () => void grow(nextCursor), older };
}
