import { GetTraceSummariesCommand, type TraceSummary } from '@aws-sdk/client-xray';
import { Problem } from '../lib/problem.ts';
import { xRay } from './aws-clients.ts';
import type { TraceOverview } from './responses.ts';
import { stageFilter } from './stage.ts';
import { bothFilters } from './trace-filter.ts';
import { traceOverview } from './trace-overview.ts';
import { type TraceWindow, traceWindows } from './trace-windows.ts';
import { isAwsError, upstream } from './upstream.ts';

/** Traces that are listed. */
const LIMIT = 100;

/** Pages that one look may cost. */
const MAX_PAGES = 30;

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

async function newestFirst(now: number, minutes: number, filter: string) {
  const byId = new Map<string, TraceSummary>();
  let pages = 0;
  for (const window of traceWindows(now, minutes)) {
    const found = await windowSummaries(window, filter, MAX_PAGES - pages);
    for (const summary of found.summaries) byId.set(summary.Id ?? '', summary);
    pages += found.pages;
    const more = window.start > now - minutes * 60_000 || !found.complete;
    if (byId.size >= LIMIT || pages >= MAX_PAGES) return { summaries: [...byId.values()], truncated: more };
  }
  return { summaries: [...byId.values()], truncated: false };
}

/** The latest traces of this stage, of the last `minutes` before a time (epoch ms), that X-Ray's filter expression lets through. */
export function findTraces(
  now: number,
  minutes: number,
  filter: string,
): Promise<{ traces: TraceOverview[]; truncated: boolean }> {
  return upstream('X-Ray', 'GetTraceSummaries', async () => {
    const expression = bothFilters(stageFilter(), filter);
    try {
      const { summaries, truncated } = await newestFirst(now, minutes, expression);
      const traces = summaries.map(traceOverview).sort((a, b) => b.at.localeCompare(a.at));
      return { traces: traces.slice(0, LIMIT), truncated: truncated || traces.length > LIMIT };
    } catch (error) {
      if (!isAwsError(error, 'InvalidRequestException')) throw error;
      throw new Problem(400, 'X-Ray does not understand the filter expression.', {
        code: 'filter',
        errors: [{ path: 'filter', message: error instanceof Error ? error.message : 'is not valid' }],
        cause: error,
      });
    }
  });
}
