import { GetMetricDataCommand, type Metric, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Examination } from './examination.ts';

/** A metric, and which statistic of each minute of it. */
export type MetricAsked = { readonly metric: Metric; readonly stat: string; readonly period?: number };

/** What CloudWatch has of a metric: the newest datapoint, its time in epoch milliseconds, and the greatest. */
export type MetricFacts = {
  readonly newest?: { readonly time: number; readonly value: number };
  readonly greatest?: number;
};

/** The most that GetMetricData takes at once. */
const AT_ONCE = 500;
const MINUTE = 60_000;

function factsOf(times: readonly Date[], values: readonly number[]): MetricFacts {
  const points = times.map((time, index) => ({ time: time.getTime(), value: values[index] ?? 0 }));
  const [first, ...others] = points;
  if (first === undefined) return {};
  return {
    newest: others.reduce((newest, point) => (point.time > newest.time ? point : newest), first),
    greatest: Math.max(...values),
  };
}

/** What CloudWatch has of each metric in so many milliseconds until now, of the stage's clock. */
export async function readMetrics(
  { ask, now }: Examination,
  asked: readonly MetricAsked[],
  lookBack: number,
): Promise<readonly MetricFacts[]> {
  if (asked.length === 0) return [];
  const queries = asked.slice(0, AT_ONCE).map(
    ({ metric, stat, period = 60 }, index): MetricDataQuery => ({
      Id: `m${index}`,
      MetricStat: { Metric: metric, Period: period, Stat: stat },
    }),
  );
  const end = now();
  const range = { StartTime: new Date(end - lookBack), EndTime: new Date(end + MINUTE) };
  const all = new Map<string, { times: Date[]; values: number[] }>();
  let NextToken: string | undefined;
  do {
    const input = { MetricDataQueries: queries, ...range, ...(NextToken === undefined ? {} : { NextToken }) };
    const answer = await ask('cloudwatch:GetMetricData', ({ cloudWatch }) =>
      cloudWatch.send(new GetMetricDataCommand(input)),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
      const known = all.get(Id) ?? { times: [], values: [] };
      all.set(Id, { times: [...known.times, ...Timestamps], values: [...known.values, ...Values] });
    }
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return queries.map(({ Id = '' }) => {
    const { times = [], values = [] } = all.get(Id) ?? {};
    return factsOf(times, values);
  });
}
