import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { type CustomMetricKey, type DimensionsOf, METRICS } from '../../../monitoring/metrics.ts';
import { customNamespace } from '../../../monitoring/physical-name.ts';
import { env } from '../env.ts';
import { once } from '../once.ts';
import { CONSOLE_PATIENCE, patient } from '../patience.ts';
import { tracedClient } from '../traced-client.ts';

/** One of the stage's own metrics. */
export type StageMetric = {
  readonly key: CustomMetricKey;
  readonly dimensions: Readonly<Record<string, string>>;
};

/** Names one of the stage's own metrics by key and declared dimension values. */
export function stageMetric<K extends CustomMetricKey>(key: K, dimensions: DimensionsOf<K, never>): StageMetric {
  return { key, dimensions };
}

const cloudWatch = once(() => tracedClient(new CloudWatchClient(patient(CONSOLE_PATIENCE))));

const HOUR_SECONDS = 3_600;

function dimensionsOf({ dimensions }: StageMetric) {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

function queryOf(metric: StageMetric, index: number): MetricDataQuery {
  const Metric = {
    Namespace: customNamespace(env().stage),
    MetricName: METRICS[metric.key].name,
    Dimensions: dimensionsOf(metric),
  };
  return { Id: `m${index}`, MetricStat: { Metric, Period: HOUR_SECONDS, Stat: 'Sum' } };
}

/** Thrown when CloudWatch does not tell all of a sum: what is missing is not 0. */
export class SumsMissingError extends Error {
  override readonly name = 'SumsMissingError';
}

/** A metric without data is complete as well; only a page that another follows may be partial. */
function checkComplete(last: ReadonlyMap<string, string | undefined>, metrics: readonly StageMetric[]): void {
  const unknown = metrics.filter((_, index) => last.get(`m${index}`) !== 'Complete');
  if (unknown.length > 0) throw new SumsMissingError(`CloudWatch did not tell ${unknown.length} sums.`);
}

/** What each metric sums to in the hour that begins then (epoch milliseconds), 0 where it has no data; in their order. */
export async function sumsOfHour(metrics: readonly StageMetric[], start: number): Promise<number[]> {
  const sums = new Map<string, number>();
  const states = new Map<string, string | undefined>();
  let NextToken: string | undefined;
  do {
    const page = await cloudWatch().send(
      new GetMetricDataCommand({
        MetricDataQueries: metrics.map(queryOf),
        StartTime: new Date(start),
        EndTime: new Date(start + HOUR_SECONDS * 1000),
        NextToken,
      }),
    );
    for (const { Id = '', Values = [], StatusCode } of page.MetricDataResults ?? []) {
      states.set(Id, StatusCode);
      sums.set(
        Id,
        Values.reduce((total, value) => total + value, sums.get(Id) ?? 0),
      );
    }
    NextToken = page.NextToken;
  } while (NextToken);
  checkComplete(states, metrics);
  return metrics.map((_, index) => sums.get(`m${index}`) ?? 0);
}

/** Adds a value to each metric at that time (epoch milliseconds); a negative one takes away from the sum. */
export async function addToMetrics(values: readonly (readonly [StageMetric, number])[], at: number): Promise<void> {
  const MetricData = values.map(([metric, Value]) => ({
    MetricName: METRICS[metric.key].name,
    Dimensions: dimensionsOf(metric),
    Unit: METRICS[metric.key].unit,
    Timestamp: new Date(at),
    Value,
  }));
  await cloudWatch().send(new PutMetricDataCommand({ Namespace: customNamespace(env().stage), MetricData }));
}
