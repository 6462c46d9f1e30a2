import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetQueryResultsCommand, type ResultField, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetTraceSummariesCommand } from '@aws-sdk/client-xray';
import type { TwinQuery } from '../../docs/twins/twin.ts';
import { API_ID, STAGE } from '../../local/deploy/place.ts';
import { logGroupName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import type { awsClients } from './aws-clients.ts';

type Clients = ReturnType<typeof awsClients>;

/** Milliseconds of the time that is asked for: what X-Ray answers at once. */
const RANGE = 6 * 3_600_000;

async function datapoints({ cloudwatch }: Clients, Expression: string, now: Date): Promise<readonly unknown[]> {
  const MetricDataQueries = [{ Id: 'twin', Expression, Period: 60 }];
  const StartTime = new Date(now.getTime() - RANGE);
  const { MetricDataResults = [], Messages = [] } = await cloudwatch.send(
    new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime: new Date(now.getTime() + 60_000) }),
  );
  if (Messages.length > 0) throw new Error(JSON.stringify(Messages));
  return MetricDataResults.flatMap(({ Values = [] }) => Values);
}

/** The rows that a query of Logs Insights answers, of the hours before a time. */
async function rowsOf(
  { logs }: Clients,
  { text, functions = FUNCTION_IDS }: { text: string; functions?: TwinFunctions },
  now: Date,
): Promise<readonly (readonly ResultField[])[]> {
  const seconds = Math.ceil(now.getTime() / 1_000);
  const logGroupNames = functions.map((id) => logGroupName(STAGE, id));
  const range = { startTime: seconds - RANGE / 1_000, endTime: seconds };
  const { queryId = '' } = await logs.send(new StartQueryCommand({ queryString: text, logGroupNames, ...range }));
  for (;;) {
    const { status, results = [] } = await logs.send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete') return results;
    if (status !== 'Running' && status !== 'Scheduled') throw new Error(`The query is ${status}.`);
  }
}

type TwinFunctions = Extract<TwinQuery, { kind: 'logs-insights' }>['functions'];

async function summaries({ xray }: Clients, FilterExpression: string, now: Date): Promise<readonly unknown[]> {
  const range = { StartTime: new Date(now.getTime() - RANGE), EndTime: now };
  let NextToken: string | undefined;
  do {
    // A page may be empty and yet have a next one.
    const page = await xray.send(new GetTraceSummariesCommand({ ...range, FilterExpression, NextToken }));
    if (page.TraceSummaries?.length) return page.TraceSummaries;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return [];
}

/** Ids that a line has, by their placeholders. */
export type LineIds = Readonly<Record<'user' | 'request' | 'order' | 'trace', string>>;

/** Ids from a line of an order, to be put into twins that ask for one. */
export async function lineIds(clients: Clients, now: Date): Promise<LineIds> {
  const text =
    'filter ispresent(userId) and ispresent(orderId) and ispresent(traceId) and route = "/api/checkout" and status = 201 | fields userId, correlationId, orderId, traceId | limit 1';
  const [row = []] = await rowsOf(clients, { text, functions: ['checkout'] }, now);
  const value = (name: string) => row.find(({ field }) => field === name)?.value ?? '';
  return { user: value('userId'), request: value('correlationId'), order: value('orderId'), trace: value('traceId') };
}

/** What a twin finds in a system that runs, placeholders filled in: datapoints, rows or traces. */
export async function runTwin(clients: Clients, twin: TwinQuery, ids: LineIds, now: Date): Promise<readonly unknown[]> {
  const values: Readonly<Record<string, string>> = { stage: STAGE, api: API_ID, ...ids };
  const text = twin.text.replace(/<(\w+)>/g, (placeholder, name: string) => values[name] ?? placeholder);
  switch (twin.kind) {
    case 'metric-math':
      return datapoints(clients, text, now);
    case 'logs-insights':
      return rowsOf(clients, { ...twin, text }, now);
    case 'xray-filter':
      return summaries(clients, text, now);
    default:
      return twin satisfies never;
  }
}
