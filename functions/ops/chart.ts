import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { bandBounds } from './band-bounds.ts';
import { metricData } from './metric-data.ts';
import type { MetricRange } from './metric-range.ts';
import { ascending, joinPages, messages } from './metric-results.ts';
import type { Chart, Series } from './responses.ts';

function lineOf(result: MetricDataResult): Series {
  const { Id = '', Label = '' } = result;
  return { id: `${Id} ${Label}`, label: Label, ...ascending(result) };
}

/** What queries find in a range, drawn as one chart; `now` (epoch ms) is when it is looked at. */
export async function chartOf(queries: readonly MetricDataQuery[], range: MetricRange, now: number): Promise<Chart> {
  const results = joinPages(bandBounds(await metricData(queries, range)));
  return {
    generatedAt: new Date(now).toISOString(),
    ...range,
    series: results.map(lineOf),
    messages: messages(results),
  };
}
