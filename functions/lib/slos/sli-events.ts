import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { sliExpressions, windowAlarmId } from '../../../monitoring/burn-rate.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { SLOS, type Slo, type SloId } from '../../../monitoring/slos.ts';
import { env } from '../env.ts';
import { once } from '../once.ts';
import { CONSOLE_PATIENCE, patient } from '../patience.ts';
import { tracedClient } from '../traced-client.ts';

/** How many events of a period failed, and how many there were; the period begins at `at`, epoch milliseconds. */
export type SliEvents = { readonly at: number; readonly failed: number; readonly total: number };

/** What is asked for: from `start` to `end` (epoch milliseconds, `end` exclusive), by periods of so many seconds. */
type SliRange = { readonly start: number; readonly end: number; readonly period: number };

/** The metrics of each objective as they are called where the stage is deployed. */
export type SliMetrics = ReadonlyMap<SloId, readonly MetricDataQuery[]>;

/** Thrown when CloudWatch does not tell all of what it was asked: what is missing is not 0. */
class EventsMissingError extends Error {
  override readonly name = 'EventsMissingError';
}

const client = once(() => tracedClient(new CloudWatchClient(patient(CONSOLE_PATIENCE))));

const alarmName = (slo: Slo): string => physicalName(env().stage, windowAlarmId(slo, 'medium', 'long'));

/** Reads them out of the alarms on long windows, which look at them; an objective without an alarm is absent. */
export async function readSliMetrics(): Promise<SliMetrics> {
  const AlarmNames = SLOS.map(alarmName);
  const { MetricAlarms = [] } = await client().send(
    new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: ['MetricAlarm'] }),
  );
  return new Map(
    SLOS.flatMap((slo) => {
      const metrics = MetricAlarms.find(({ AlarmName }) => AlarmName === alarmName(slo))?.Metrics ?? [];
      const queries = metrics.filter(({ MetricStat }) => MetricStat !== undefined);
      return queries.length === 0 ? [] : [[slo.id, queries] as const];
    }),
  );
}

function queriesOf(slo: Slo, metrics: readonly MetricDataQuery[], Period: number): MetricDataQuery[] {
  const { failed, total } = sliExpressions(slo);
  return [
    ...metrics.flatMap(({ Id, MetricStat }) =>
      MetricStat === undefined ? [] : [{ Id, MetricStat: { ...MetricStat, Period }, ReturnData: false }],
    ),
    { Id: 'failedEvents', Expression: failed, Period },
    { Id: 'allEvents', Expression: total, Period },
  ];
}

/** Values by timestamp of one query's result on all pages. */
function valuesOf(results: readonly MetricDataResult[], id: string): Map<number, number> {
  const own = results.filter(({ Id }) => Id === id);
  if (own.at(-1)?.StatusCode !== 'Complete') throw new EventsMissingError(`CloudWatch did not tell all of ${id}.`);
  return new Map(
    own.flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((at, index) => [+at, Values[index] ?? 0] as const),
    ),
  );
}

/** The periods in which an objective had events, oldest first. */
export async function readSliEvents(
  slo: Slo,
  metrics: readonly MetricDataQuery[],
  { start, end, period }: SliRange,
): Promise<readonly SliEvents[]> {
  const results: MetricDataResult[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client().send(
      new GetMetricDataCommand({
        MetricDataQueries: queriesOf(slo, metrics, period),
        StartTime: new Date(start),
        EndTime: new Date(end),
        ScanBy: 'TimestampAscending',
        NextToken,
      }),
    );
    results.push(...(page.MetricDataResults ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  const failed = valuesOf(results, 'failedEvents');
  const events = [...valuesOf(results, 'allEvents')].map(([at, total]) => ({ at, total, failed: failed.get(at) ?? 0 }));
  return events.filter(({ total }) => total > 0).toSorted((a, b) => a.at - b.at);
}
