import { useEffect, useState } from 'preact/hooks';
import { type LoadedResource, useResource } from './use-resource.ts';

/** One page of a list; `nextCursor` leads on unless it is null. */
export type Page<Item> = { items: readonly Item[]; nextCursor: string | null };

/** Reads the page at a cursor, the first one at null. */
export type LoadPage<Item> = (cursor: string | null, signal?: AbortSignal) => Promise<Page<Item>>;

/** A list that grows by a page at a time; `more` is there while there is more, with what became of the last try. */
export type PagedResource<Item> = LoadedResource<Page<Item>> & {
  more: (() => void) | undefined;
  older: { busy: boolean; error?: unknown };
};

/** The list that `key` stands for, from its first page on; a reload begins at that again. */
export function usePages<Item>(key: string, load: LoadPage<Item>): PagedResource<Item> {
  const first = useResource(key, (signal) => load(null, signal));
  const [added, setAdded] = useState<Page<Item>>();
  const [older, setOlder] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  const data = first.status === 'ready' ? first.data : undefined;
  useEffect(() => {
    setAdded(undefined);
    setOlder({ busy: false });
  }, [data]);
  if (first.status !== 'ready') return { ...first, more: undefined, older };
  const shown = added ?? first.data;
  const grow = async () => {
    setOlder({ busy: true });
    try {
      const page = await load(shown.nextCursor);
      setAdded({ items: [...shown.items, ...page.items], nextCursor: page.nextCursor });
      setOlder({ busy: false });
    } catch (error) {
      setOlder({ busy: false, error });
    }
  };
  return { ...first, data: shown, more: shown.nextCursor === null ? undefined : () => void grow(), older };
}
