import { GetMetricDataCommand, type MetricDataQuery, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { cloudWatch } from './aws-clients.ts';
import type { MetricRange } from './metric-requests.ts';
import { upstream } from './upstream.ts';

/** Every page of one GetMetricData request of at most 500 queries. */
export function metricData(queries: readonly MetricDataQuery[], range: MetricRange): Promise<MetricDataResult[]> {
  return upstream('CloudWatch', 'GetMetricData', async () => {
    const results: MetricDataResult[] = [];
    let NextToken: string | undefined;
    do {
      const page = await cloudWatch().send(
        new GetMetricDataCommand({
          MetricDataQueries: [...queries],
          StartTime: new Date(range.start),
          EndTime: new Date(range.end),
          ScanBy: 'TimestampAscending',
          NextToken,
        }),
      );
      results.push(...(page.MetricDataResults ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return results;
  });
}
