import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { TARGET } from '../../../local/deploy/place.ts';
import { type MetricSelection, metric, metricIdentity } from '../../../monitoring/metric-query.ts';
import type { SilenceCounts } from './silence.ts';

const ApiId = { resource: 'api' } as const;
const HOUR = 3_600;

const COUNTED: Readonly<Record<keyof SilenceCounts, MetricSelection>> = {
  requests: metric('apiRequests', { ApiId }),
  clientErrors: metric('apiClientErrors', { ApiId }),
  serverErrors: metric('apiServerErrors', { ApiId }),
  orders: metric('orders', { Status: 'created' }),
  declines: metric('payments', { PaymentMethod: 'card', Result: 'declined' }),
  deployments: metric('deployments', { Result: 'succeeded' }),
};

function query(Id: string, selection: MetricSelection) {
  const { namespace, metricName, dimensions } = metricIdentity(selection, TARGET);
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value: String(Value) }));
  return {
    Id,
    MetricStat: { Stat: 'Sum', Period: HOUR, Metric: { Namespace: namespace, MetricName: metricName, Dimensions } },
  };
}

/** What happened in a shop between two virtual times, by its metrics. */
export async function silenceCounts(cloudwatch: CloudWatchClient, from: number, until: number): Promise<SilenceCounts> {
  const sums = new Map<string, number>();
  let token: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        ...{ StartTime: new Date(from), EndTime: new Date(until + HOUR * 1_000), NextToken: token },
        MetricDataQueries: Object.entries(COUNTED).map(([id, selection]) => query(id, selection)),
      }),
    );
    for (const { Id = '', Values = [] } of page.MetricDataResults ?? [])
      sums.set(
        Id,
        Values.reduce((sum, value) => sum + value, sums.get(Id) ?? 0),
      );
    token = page.NextToken;
  } while (token !== undefined);
  const of = (id: keyof SilenceCounts): number => sums.get(id) ?? 0;
  return {
    ...{ requests: of('requests'), clientErrors: of('clientErrors'), serverErrors: of('serverErrors') },
    ...{ orders: of('orders'), declines: of('declines'), deployments: of('deployments') },
  };
}
