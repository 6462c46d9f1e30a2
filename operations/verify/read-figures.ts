import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { LIVE_ALIAS, physicalName } from '../../monitoring/physical-name.ts';
import { HTTP_FUNCTION_IDS, type HttpFunctionId } from '../../monitoring/resources.ts';
import type { FunctionVersions } from '../deploy/target.ts';
import type { CloudWatchCaller } from './cloudwatch-caller.ts';
import { countFailedRequests } from './count-failed-requests.ts';
import type { Figures, Minute } from './figures.ts';

const MINUTE = 60_000;

/** Which release's figures are read, since when and until when (epoch milliseconds). */
export type FiguresAsked = {
  readonly versions: FunctionVersions;
  /** Whether another release shares the alias: then Lambda tells the figures of each version apart. */
  readonly shared: boolean;
  readonly from: number;
  readonly until: number;
};

/** "Viewing metrics by dimension" of Lambda: the alias's, or those of one version behind it. */
function dimensionsOf(stage: string, id: HttpFunctionId, executed: string | undefined) {
  const name = physicalName(stage, id);
  return [
    { Name: 'FunctionName', Value: name },
    { Name: 'Resource', Value: `${name}:${LIVE_ALIAS}` },
    ...(executed === undefined ? [] : [{ Name: 'ExecutedVersion', Value: executed }]),
  ];
}

const STATISTICS = { Invocations: 'Sum', Errors: 'Sum', Duration: 'p95' } as const;

function queriesOf(stage: string, id: HttpFunctionId, executed: string | undefined): MetricDataQuery[] {
  const Dimensions = dimensionsOf(stage, id, executed);
  return Object.entries(STATISTICS).map(([MetricName, Stat]) => ({
    Id: `${id}_${MetricName.toLowerCase()}`,
    MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions }, Period: MINUTE / 1000, Stat },
  }));
}

type Series = ReadonlyMap<number, number>;

async function readSeries(caller: CloudWatchCaller, queries: MetricDataQuery[], { from, until }: FiguresAsked) {
  const all = new Map<string, Map<number, number>>();
  let NextToken: string | undefined;
  do {
    const range = { StartTime: new Date(from), EndTime: new Date(until), ...(NextToken && { NextToken }) };
    const answer = await caller.call('cloudwatch:GetMetricData', ({ metrics }) =>
      metrics.send(new GetMetricDataCommand({ MetricDataQueries: queries, ...range })),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
      const series = all.get(Id) ?? new Map<number, number>();
      for (const [index, time] of Timestamps.entries()) series.set(time.getTime(), Values[index] ?? 0);
      all.set(Id, series);
    }
    NextToken = answer.NextToken;
  } while (NextToken);
  return (id: HttpFunctionId, name: string): Series => all.get(`${id}_${name.toLowerCase()}`) ?? new Map();
}

/**
 * What each function that serves routes has answered since. Lines are there before metrics are: only those of minutes that
 * have metrics are counted.
 */
export async function readFigures(caller: CloudWatchCaller, asked: FiguresAsked): Promise<readonly Figures[]> {
  const { versions, shared, from } = asked;
  const known = HTTP_FUNCTION_IDS.flatMap((id) => {
    const version = versions[id];
    return version === undefined ? [] : [{ id, version }];
  });
  const queries = known.flatMap(({ id, version }) => queriesOf(caller.stage, id, shared ? version : undefined));
  const seriesOf = await readSeries(caller, queries, asked);
  const figures: Figures[] = [];
  for (const { id, version } of known) {
    const [invocations, errors, duration] = [
      seriesOf(id, 'Invocations'),
      seriesOf(id, 'Errors'),
      seriesOf(id, 'Duration'),
    ];
    const minutes = [...invocations].sort(([one], [other]) => one - other);
    const until = (minutes.at(-1)?.[0] ?? from - MINUTE) + MINUTE;
    const failed = [...errors.values()].reduce((sum, value) => sum + value, 0);
    const answered = until > from ? await countFailedRequests(caller, { id, version, from, until }) : 0;
    figures.push({
      id,
      minutes: minutes.map(([time, count]): Minute => ({ invocations: count, p95: duration.get(time) ?? 0 })),
      failures: failed + answered,
    });
  }
  return figures;
}
