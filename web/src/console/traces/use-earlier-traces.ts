import { useState } from 'preact/hooks';
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

/** The latest traces of what `key` stands for and, as far as one asks for them, those before. */
export function useEarlierTraces(
  key: string,
  latest: Traces,
  load: (cursor: string) => Promise<Traces>,
): EarlierTraces {
  const [held, setHeld] = useState<Further>({ key, pages: [], busy: false });
  const further = held.key === key ? held : { key, pages: [], busy: false };
  const pages = [latest, ...further.pages];
  const byId = new Map(pages.flatMap(({ traces }) => traces).map((trace) => [trace.id, trace]));
  const { nextCursor } = further.pages.at(-1) ?? latest;
  const grow = async (cursor: string) => {
    const { pages: before } = further;
    setHeld({ key, pages: before, busy: true });
    try {
      const page = await load(cursor);
      setHeld({ key, pages: [...before, page], busy: false });
    } catch (error) {
      setHeld({ key, pages: before, busy: false, error });
    }
  };
  return {
    traces: [...byId.values()].sort((a, b) => b.at.localeCompare(a.at)),
    more: nextCursor === null ? undefined : () => void grow(nextCursor),
    older: further,
  };
}
