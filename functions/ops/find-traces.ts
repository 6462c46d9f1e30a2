import { GetTraceSummariesCommand } from '@aws-sdk/client-xray';
import { Problem } from '../lib/problem.ts';
import { xRay } from './aws-clients.ts';
import { type FoundTraces, newestTraces } from './newest-traces.ts';
import type { TraceOverview } from './responses.ts';
import { stageFilter } from './stage.ts';
import { bothFilters, personsPosition } from './trace-filter.ts';
import { traceOverview } from './trace-overview.ts';
import type { TraceWindow } from './trace-windows.ts';
import { isAwsError, upstream } from './upstream.ts';

async function readPage({ start, end }: TraceWindow, FilterExpression: string, NextToken: string | undefined) {
  const range = { StartTime: new Date(start), EndTime: new Date(end) };
  const page = await xRay().send(new GetTraceSummariesCommand({ ...range, FilterExpression, NextToken }));
  return { traces: (page.TraceSummaries ?? []).map(traceOverview), next: page.NextToken };
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
export function findTraces(oldest: number, end: number, filter: string): Promise<FoundTraces<TraceOverview>> {
  return upstream('X-Ray', 'GetTraceSummaries', async () => {
    const expression = bothFilters(stageFilter(), filter);
    try {
      return await newestTraces(oldest, end, (window, token) => readPage(window, expression, token));
    } catch (error) {
      if (!isAwsError(error, 'InvalidRequestException') || !(error instanceof Error)) throw error;
      throw refusal(error, filter);
    }
  });
}
