import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { metricData } from './metric-data.ts';
import type { MetricRange } from './metric-requests.ts';
import type { Chart, Series } from './responses.ts';
import { ascending, joinResults, messages } from './widget-data.ts';

/** A search gives several results of one id; a line has the same id and label on every page. */
function byLine(results: readonly MetricDataResult[]): MetricDataResult[] {
  const named = results.map((result) => ({ ...result, Id: `${result.Id} ${result.Label}` }));
  return [...joinResults(named).values()];
}

function lineOf(result: MetricDataResult): Series {
  return { id: result.Id ?? '', label: result.Label ?? '', ...ascending(result) };
}

/** What queries find in a range, drawn as one chart; `now` (epoch ms) is when it is looked at. */
export async function chartOf(queries: readonly MetricDataQuery[], range: MetricRange, now: number): Promise<Chart> {
  const results = byLine(await metricData(queries, range));
  return {
    generatedAt: new Date(now).toISOString(),
    ...range,
    series: results.map(lineOf),
    messages: messages(results),
  };
}
