import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { TARGET } from '../../../local/deploy/place.ts';
import { type MetricSelection, metric, metricIdentity } from '../../../monitoring/metric-query.ts';
import { nothingHeard, type SilenceCounts } from './silence.ts';

const ApiId = { resource: 'api' } as const;
/** Seconds. */
const MINUTE = 60;

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
    MetricStat: { Stat: 'Sum', Period: MINUTE, Metric: { Namespace: namespace, MetricName: metricName, Dimensions } },
  };
}

const { counts: NOTHING } = nothingHeard(0);
const minuteOf = (time: number): Date => new Date(Math.floor(time / (MINUTE * 1_000)) * MINUTE * 1_000);

/** What happened in a shop between the minutes of two virtual times, by its metrics: in the first, but not in the last. */
export async function silenceCounts(cloudwatch: CloudWatchClient, from: number, until: number): Promise<SilenceCounts> {
  if (minuteOf(from).getTime() === minuteOf(until).getTime()) return NOTHING;
  const sums = new Map<string, number>();
  let token: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({
        ...{ StartTime: minuteOf(from), EndTime: minuteOf(until), NextToken: token },
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
