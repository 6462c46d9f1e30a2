import { GetTraceSummariesCommand, type TraceSummary } from '@aws-sdk/client-xray';
import { Problem } from '../lib/problem.ts';
import { xRay } from './aws-clients.ts';
import type { TraceOverview } from './responses.ts';
import { stageFilter } from './stage.ts';
import { bothFilters, personsPosition } from './trace-filter.ts';
import { traceOverview } from './trace-overview.ts';
import { type TraceWindow, traceWindows } from './trace-windows.ts';
import { isAwsError, upstream } from './upstream.ts';

/** Traces that are listed. */
const LIMIT = 100;

/** Pages that one look may cost. */
const MAX_PAGES = 30;

/** Traces, newest first, and up to when (epoch ms) there may be others, one of these among them; undefined when these are all. */
export type FoundTraces = { readonly traces: readonly TraceOverview[]; readonly before: number | undefined };

type Found = { summaries: TraceSummary[]; pages: number; complete: boolean };

async function windowSummaries(window: TraceWindow, filter: string, maxPages: number): Promise<Found> {
  const summaries: TraceSummary[] = [];
  let NextToken: string | undefined;
  let pages = 0;
  do {
    const page = await xRay().send(
      new GetTraceSummariesCommand({
        StartTime: new Date(window.start),
        EndTime: new Date(window.end),
        FilterExpression: filter,
        NextToken,
      }),
    );
    summaries.push(...(page.TraceSummaries ?? []));
    NextToken = page.NextToken;
    pages += 1;
  } while (NextToken && pages < maxPages);
  return { summaries, pages, complete: NextToken === undefined };
}

/** The traces that were found, of which the newest are listed; those of the same instant as the last one go with it. */
function listed(byId: ReadonlyMap<string, TraceSummary>, before: number | undefined): FoundTraces {
  const all = [...byId.values()].map(traceOverview).sort((a, b) => b.at.localeCompare(a.at));
  const last = all[LIMIT - 1]?.at;
  if (last === undefined || all.length === LIMIT) return { traces: all, before };
  const traces = all.filter(({ at }) => at >= last);
  return { traces, before: traces.length < all.length ? Date.parse(last) : before };
}

async function newestFirst(oldest: number, end: number, filter: string): Promise<FoundTraces> {
  const byId = new Map<string, TraceSummary>();
  let pages = 0;
  for (const window of traceWindows(oldest, end)) {
    const found = await windowSummaries(window, filter, MAX_PAGES - pages);
    for (const summary of found.summaries) byId.set(summary.Id ?? '', summary);
    pages += found.pages;
    const isOldest = window.start <= oldest && found.complete;
    if (byId.size >= LIMIT || pages >= MAX_PAGES) return listed(byId, isOldest ? undefined : window.start);
  }
  return listed(byId, undefined);
}

/** X-Ray's refusal of a person's filter expression, the position counted from where that begins. */
function refusal(error: Error, filter: string): Problem {
  return new Problem(400, 'X-Ray does not understand the filter expression.', {
    code: 'filter',
    errors: [{ path: 'filter', message: personsPosition(error.message, stageFilter(), filter) }],
    cause: error,
  });
}

/** The latest traces of this stage from `oldest` to `end` (epoch ms) that X-Ray's filter expression lets through. */
export function findTraces(oldest: number, end: number, filter: string): Promise<FoundTraces> {
  return upstream('X-Ray', 'GetTraceSummaries', async () => {
    const expression = bothFilters(stageFilter(), filter);
    try {
      return await newestFirst(oldest, end, expression);
    } catch (error) {
      if (!isAwsError(error, 'InvalidRequestException') || !(error instanceof Error)) throw error;
      throw refusal(error, filter);
    }
  });
}
