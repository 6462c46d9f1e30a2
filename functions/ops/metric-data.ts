import { GetMetricDataCommand, type MetricDataQuery, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { Problem } from '../lib/problem.ts';
import { cloudWatch } from './aws-clients.ts';
import type { MetricRange } from './metric-range.ts';
import { upstream } from './upstream.ts';

/** What an answer of Lambda has room for ("Lambda quotas": 6 MB); 500 lines of 300 datapoints are as many. */
const MAX_DATAPOINTS = 150_000;

function checkSize(results: readonly MetricDataResult[]): void {
  const datapoints = results.reduce((sum, { Values = [] }) => sum + Values.length, 0);
  if (datapoints <= MAX_DATAPOINTS) return;
  throw new Problem(400, `That is more than ${MAX_DATAPOINTS} datapoints. Ask for fewer metrics or a shorter time.`, {
    code: 'datapoints',
  });
}

/** Every page of one GetMetricData request of at most 500 queries; 400 when they have more than can be answered. */
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
      checkSize(results);
      NextToken = page.NextToken;
    } while (NextToken);
    return results;
  });
}
