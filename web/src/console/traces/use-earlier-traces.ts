import { useEffect, useState } from 'preact/hooks';
import type { TraceOverview, Traces } from '../../../../functions/ops/responses.ts';

type Further = {
  readonly key: string;
  readonly pages: readonly Traces[];
  readonly busy: boolean;
  readonly error?: unknown;
};

type EarlierTraces = {
  /** Newest first, each once. */
  traces: readonly TraceOverview[];
  more: (() => void) | undefined;
  older: { busy: boolean; error?: unknown };
};

/** The pages to hold with one more; the first of them is the list that they go on from. */
export function withPage(held: readonly Traces[], latest: Traces, page: Traces): readonly Traces[] {
  return [...(held.length === 0 ? [latest] : held), page];
}

/** The pages to hold once the latest list was read again, which takes the place of the one before: what that had stays. */
export function withLatest(held: readonly Traces[], latest: Traces): readonly Traces[] {
  const [first, ...others] = held;
  return first === undefined ? held : [{ ...latest, traces: [...allTraces(latest, [first])] }, ...others];
}

/** All traces of the latest list and of the pages that are held, newest first, each once. */
export function allTraces(latest: Traces, held: readonly Traces[]): readonly TraceOverview[] {
  const byId = new Map([...held, latest].flatMap(({ traces }) => traces).map((trace) => [trace.id, trace]));
  return [...byId.values()].sort((a, b) => b.at.localeCompare(a.at));
}

/** The latest traces of what `key` stands for and, as far as one asks for them, those before. */
export function useEarlierTraces(
  key: string,
  latest: Traces,
  load: (cursor: string) => Promise<Traces>,
): EarlierTraces {
  const [held, setHeld] = useState<Further>({ key, pages: [], busy: false });
  const further = held.key === key ? held : { key, pages: [], busy: false };
  const { nextCursor } = further.pages.at(-1) ?? latest;
  useEffect(() => {
    setHeld((known) =>
      known.key === key && known.pages.length > 0 ? { ...known, pages: withLatest(known.pages, latest) } : known,
    );
  }, [key, latest]);
  const grow = async (cursor: string) => {
    const { pages: before } = further;
    setHeld({ key, pages: before, busy: true });
    try {
      const page = await load(cursor);
      setHeld((known) =>
        known.key === key ? { key, pages: withPage(known.pages, latest, page), busy: false } : known,
      );
    } catch (error) {
      setHeld((known) => (known.key === key ? { ...known, busy: false, error } : known));
    }
  };
  return {
    traces: allTraces(latest, further.pages),
    more: nextCursor === null ? undefined : () => void grow(nextCursor),
    older: further,
  };
}
