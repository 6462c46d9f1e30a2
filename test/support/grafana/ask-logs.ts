import { setTimeout as after } from 'node:timers/promises';
import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Frame } from './ask-metrics.ts';
import { interpolate, type Variables } from './interpolate.ts';
import type { TimeRange } from './periods.ts';
import type { Target } from './provisioned.ts';

/** By these the data source finds a row's neighbours; it puts them before every query. */
const ADDED =
  'fields @timestamp,ltrim(@log) as __log__grafana_internal__,ltrim(@logStream) as __logstream__grafana_internal__|';
const ENDED = ['Complete', 'Failed', 'Cancelled', 'Timeout'];
const POLL_EVERY = 100;

/** Not every version of Grafana puts variables into a part of a log group's name. */
function plain(names: readonly string[]): string[] {
  const templated = names.find((name) => name.includes('$'));
  if (templated !== undefined) throw new RangeError(`${templated} has a variable.`);
  return [...names];
}

async function resultsOf(client: CloudWatchLogsClient, queryId: string): Promise<GetQueryResultsCommandOutput> {
  for (;;) {
    const answer = await client.send(new GetQueryResultsCommand({ queryId }));
    if (ENDED.includes(answer.status ?? '')) return answer;
    await after(POLL_EVERY);
  }
}

/** Starts a query of Logs Insights and looks for its results until it has ended, as Grafana's CloudWatch data source does. */
export async function askLogs(
  client: CloudWatchLogsClient,
  target: Target,
  { range, variables }: { readonly range: TimeRange; readonly variables: Variables },
): Promise<Frame> {
  const { queryId = '' } = await client.send(
    new StartQueryCommand({
      startTime: Math.floor(range.from.getTime() / 1_000),
      endTime: Math.ceil(range.to.getTime() / 1_000),
      queryString: ADDED + interpolate(target.expression ?? '', variables),
      logGroupNames: plain(target.logGroupNames ?? []),
      queryLanguage: 'CWLI',
    }),
  );
  const { status, results = [] } = await resultsOf(client, queryId);
  if (status !== 'Complete') throw new Error(`${target.refId}: ${status}`);
  const rows = results.map((row) =>
    Object.fromEntries(row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [[field ?? '', value ?? '']]))),
  );
  return { kind: 'rows', refId: target.refId, name: target.refId, values: rows };
}
