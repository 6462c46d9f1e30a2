import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { FunctionUsages } from '../../../monitoring/measured-traffic.ts';
import { logGroupName, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import { env } from '../../lib/env.ts';
import { metricData } from '../metric-data.ts';

/** Seconds: what is billed is asked for in hours. */
const PERIOD = 3_600;
/** The same of what tells when the stage began to run. */
const FINE = 300;
const FIRST = 'first';

/** What functions did, and in which time (epoch milliseconds): from the first run, where that was later than what was asked for. */
export type MeasuredUsage = { readonly usage: FunctionUsages; readonly from: number; readonly to: number };

type Named = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimension: string;
  readonly value: string;
};

function sumOf(Id: string, { namespace, metric, dimension, value }: Named, Period = PERIOD): MetricDataQuery {
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions: [{ Name: dimension, Value: value }] };
  return { Id, MetricStat: { Metric, Period, Stat: 'Sum' } };
}

function ofFunction(id: FunctionId, metric: string): Named {
  return { namespace: 'AWS/Lambda', metric, dimension: 'FunctionName', value: physicalName(env().stage, id) };
}

function linesOf(id: FunctionId): Named {
  const value = logGroupName(env().stage, id);
  return { namespace: 'AWS/Logs', metric: 'IncomingBytes', dimension: 'LogGroupName', value };
}

function queriesOf(id: FunctionId, index: number): readonly MetricDataQuery[] {
  return [
    sumOf(`i${index}`, ofFunction(id, 'Invocations')),
    sumOf(`d${index}`, ofFunction(id, 'Duration')),
    sumOf(`b${index}`, linesOf(id)),
  ];
}

/** The probe walks through the shop every minute: where it has not come, nothing runs. */
const FIRST_RUN = (): MetricDataQuery => sumOf(FIRST, ofFunction('catalog', 'Invocations'), FINE);

function sums(results: readonly MetricDataResult[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { Id = '', Values = [] } of results)
    all.set(
      Id,
      Values.reduce((sum, value) => sum + value, all.get(Id) ?? 0),
    );
  return all;
}

/**
 * What every function has run and written in a time (epoch milliseconds), which begins with the hour of `since`: CloudWatch
 * tells of no hour that began before. Undefined where nothing has run.
 */
export async function readUsage(since: number, end: number): Promise<MeasuredUsage | undefined> {
  const start = Math.floor(since / (PERIOD * 1_000)) * PERIOD * 1_000;
  const queries = [...FUNCTION_IDS.flatMap(queriesOf), FIRST_RUN()];
  const results = await metricData(queries, { start, end, period: PERIOD });
  const first = results.find(({ Id, Timestamps = [] }) => Id === FIRST && Timestamps.length > 0)?.Timestamps?.[0];
  if (first === undefined) return undefined;
  const found = sums(results);
  const of = (id: string): number => found.get(id) ?? 0;
  const usage = FUNCTION_IDS.map((id, index) => {
    return [id, { invocations: of(`i${index}`), milliseconds: of(`d${index}`), logBytes: of(`b${index}`) }] as const;
  });
  return { usage: new Map(usage), from: Math.max(start, first.getTime()), to: end };
}
