import { withBreaths } from './breaths.ts';
import type { ScopeTest } from './filter-expression.ts';
import { traceScope } from './filter-scope.ts';
import type { Trace } from './trace.ts';
import { MOST_LOOKED_AT, type TraceStore } from './trace-store.ts';
import { invalidRequest } from './xray-errors.ts';

const longestSeconds = 6 * 3_600;

/** A range of epoch seconds; InvalidRequestException beyond the six hours that X-Ray takes. */
export function atMostSixHours<T extends { readonly start: number; readonly end: number }>(range: T): T {
  if (range.end - range.start > longestSeconds) throw invalidRequest('Time range cannot be longer than 6 hours.');
  return range;
}

/** What of a range is looked at: all of it, or as much of its end as has no more traces than are looked at. */
export function coveredRange<T extends { readonly start: number; readonly end: number }>(
  traces: TraceStore,
  range: T,
): T {
  const found = traces.between(range.start, range.end, MOST_LOOKED_AT + 1);
  const oldest = found.length > MOST_LOOKED_AT ? found[MOST_LOOKED_AT - 1] : undefined;
  return oldest === undefined ? range : { ...range, start: oldest.start };
}

/** The newest traces that start within a range and pass a filter. */
export async function* tracesWithin(
  traces: TraceStore,
  { start, end }: { readonly start: number; readonly end: number },
  matches: ScopeTest | undefined,
  signal?: AbortSignal,
): AsyncGenerator<Trace> {
  for await (const { traceId } of withBreaths(traces.between(start, end, MOST_LOOKED_AT), signal)) {
    const trace = traces.trace(traceId);
    if (trace && (matches === undefined || matches(traceScope(trace)))) yield trace;
  }
}
