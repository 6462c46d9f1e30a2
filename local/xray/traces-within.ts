import { withBreaths } from './breaths.ts';
import type { ScopeTest } from './filter-expression.ts';
import { traceScope } from './filter-scope.ts';
import type { Trace } from './trace.ts';
import { MOST_LOOKED_AT, type TraceStore } from './trace-store.ts';
import { invalidRequest } from './xray-errors.ts';

const longestSeconds = 6 * 3_600;

/** Epoch seconds. */
type Range = { readonly start: number; readonly end: number };

/** A range of epoch seconds; InvalidRequestException beyond the six hours that X-Ray takes. */
export function atMostSixHours(range: Range): Range {
  if (range.end - range.start > longestSeconds) throw invalidRequest('Time range cannot be longer than 6 hours.');
  return range;
}

/** Traces of a range, newest first, and once they were gone through, since when (epoch seconds) they are all. */
type Look = { readonly traces: AsyncIterable<Trace>; readonly since: () => number };

/**
 * Looks at the traces that start within a range and pass a filter: at all of them, or where they are too many, or it takes too
 * long, at the newest.
 */
export function lookAt(
  traces: TraceStore,
  { start, end }: Range,
  matches: ScopeTest | undefined,
  signal?: AbortSignal,
): Look {
  const found = traces.between(start, end, MOST_LOOKED_AT + 1);
  let since = start;
  async function* matching(): AsyncGenerator<Trace> {
    let looked = 0;
    for await (const { traceId } of withBreaths(found.slice(0, MOST_LOOKED_AT), { signal })) {
      looked += 1;
      const trace = traces.trace(traceId);
      if (trace && (matches === undefined || matches(traceScope(trace)))) yield trace;
    }
    if (looked < found.length) since = found[looked - 1]?.start ?? start;
  }
  return { traces: matching(), since: () => since };
}
