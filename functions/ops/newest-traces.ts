import { type TraceWindow, traceWindows } from './trace-windows.ts';

/** Traces that are listed. */
const LIMIT = 100;

/** Pages that one look may cost. */
const MAX_PAGES = 30;

type Timed = { readonly id: string; readonly at: string };

/** Traces, newest first, and up to when (epoch ms) there may be others, one of these among them; undefined when these are all. */
export type FoundTraces<Found extends Timed> = {
  readonly traces: readonly Found[];
  readonly before: number | undefined;
};

/** Some traces of a window, in any order, and where further ones of it begin; undefined when there are none. */
type Page<Found extends Timed> = { readonly traces: readonly Found[]; readonly next: string | undefined };

/** Reads the first page of a window, or the next. */
type ReadPage<Found extends Timed> = (window: TraceWindow, token: string | undefined) => Promise<Page<Found>>;

async function wholeWindow<Found extends Timed>(window: TraceWindow, read: ReadPage<Found>, maxPages: number) {
  const traces: Found[] = [];
  let next: string | undefined;
  let pages = 0;
  do {
    const page = await read(window, next);
    traces.push(...page.traces);
    next = page.next;
    pages += 1;
  } while (next !== undefined && pages < maxPages);
  return { traces, pages, isWhole: next === undefined };
}

/** The traces that were found, of which the newest are listed; those of the same instant as the last one go with it. */
function listed<Found extends Timed>(found: Iterable<Found>, before: number | undefined): FoundTraces<Found> {
  const all = [...found].sort((a, b) => b.at.localeCompare(a.at));
  const last = all[LIMIT - 1]?.at;
  if (last === undefined || all.length === LIMIT) return { traces: all, before };
  const traces = all.filter(({ at }) => at >= last);
  return { traces, before: traces.length < all.length ? Date.parse(last) : before };
}

/**
 * The newest traces from `oldest` to `end` (epoch ms). A window that could not be read to its end is left for the next look,
 * for whatever was not read of it may be newer than what was; only where it is the first one, its traces are all that there is.
 */
export async function newestTraces<Found extends Timed>(
  oldest: number,
  end: number,
  read: ReadPage<Found>,
): Promise<FoundTraces<Found>> {
  const byId = new Map<string, Found>();
  let pages = 0;
  for (const window of traceWindows(oldest, end)) {
    const found = await wholeWindow(window, read, MAX_PAGES - pages);
    if (!found.isWhole && window.end < end) return listed(byId.values(), window.end);
    for (const trace of found.traces) byId.set(trace.id, trace);
    pages += found.pages;
    const isLast = window.start <= oldest && found.isWhole;
    if (byId.size >= LIMIT || pages >= MAX_PAGES) return listed(byId.values(), isLast ? undefined : window.start);
  }
  return listed(byId.values(), undefined);
}
