import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { metricData } from '../metric-data.ts';
import type { Cost } from './cost-responses.ts';

/** AWS adds charges up several times a day ("Create a billing alarm"); in seconds. */
const PERIOD = 21_600;

/** The whole account's, in US dollars: CloudWatch has it in us-east-1 alone, and where billing alerts are switched on. */
const ESTIMATED_CHARGES: MetricDataQuery = {
  Id: 'charges',
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Billing',
      MetricName: 'EstimatedCharges',
      Dimensions: [{ Name: 'Currency', Value: 'USD' }],
    },
    Period: PERIOD,
    Stat: 'Maximum',
  },
};

/** What AWS says was charged since the month of that time began (UTC; epoch milliseconds), oldest first. */
export async function readCharges(now: number): Promise<Cost['charges']> {
  const date = new Date(now);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  if (start === now) return [];
  const results = await metricData([ESTIMATED_CHARGES], { start, end: now, period: PERIOD });
  return results.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.map((at, index) => ({ at: at.toISOString(), dollars: Values[index] ?? 0 })),
  );
}
