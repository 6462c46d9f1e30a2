import { DatabaseSync } from 'node:sqlite';
import {
  CloudWatchLogsClient,
  DescribeQueriesCommand,
  GetLogGroupFieldsCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  InvalidParameterException,
  MalformedQueryException,
  ResourceNotFoundException,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAwsServer } from '../../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../../local/aws/listen.ts';
import { createLogsService } from '../../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../../local/logs/query-definitions.ts';
import { QUERIES } from '../../../../monitoring/queries.ts';
import { GROUP, NOON, openLines, putLines } from './ask.ts';

const logs = openLines();
const other = '/aws/lambda/other';
const bugs: unknown[] = [];
const server = createAwsServer({
  services: [
    createLogsService(
      logs,
      openQueryDefinitions(new DatabaseSync(':memory:'), () => 'id'),
    ),
  ],
  control: () => ({ status: 404 }),
  now: () => NOON + 60_000,
  region: 'us-east-1',
  accountId: '123456789012',
  onBug: (error) => bugs.push(error),
});
let client: CloudWatchLogsClient;
const seconds = NOON / 1000;

beforeAll(async () => {
  putLines(logs, [{ n: 1 }, { n: 2 }, 'three']);
  putLines(logs, [{ n: 4, route: '/x' }], other);
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterAll(() => {
  expect(bugs).toEqual([]);
  client.destroy();
  server.close();
  server.closeAllConnections();
});

const start = async (input: Partial<StartQueryCommandInput> = {}): Promise<string> => {
  const groups = input.logGroupNames || input.logGroupIdentifiers ? {} : { logGroupName: GROUP };
  const command = { startTime: seconds, endTime: seconds + 60, queryString: 'fields n', ...groups, ...input };
  const { queryId = '' } = await client.send(new StartQueryCommand(command));
  return queryId;
};

const results = async (queryId: string, page: { maxItems?: number; nextToken?: string } = {}) => {
  for (;;) {
    const answer = await client.send(new GetQueryResultsCommand({ queryId, ...page }));
    if (answer.status !== 'Running' && answer.status !== 'Scheduled') return answer;
  }
};

const numbers = async (input: Partial<StartQueryCommandInput>): Promise<(string | undefined)[]> => {
  const { results: rows = [] } = await results(await start({ queryString: 'fields n | sort n', ...input }));
  return rows.map((row) => row.find(({ field }) => field === 'n')?.value);
};

test('a query answers with rows of fields, and how much it looked at', async () => {
  const answer = await results(await start({ queryString: 'filter ispresent(n) | fields @timestamp, n, none' }));
  expect(answer).toMatchObject({
    status: 'Complete',
    queryLanguage: 'CWLI',
    statistics: { recordsMatched: 2, recordsScanned: 3, bytesScanned: 19, logGroupsScanned: 1, resultCount: 2 },
  });
  expect(answer.results?.[0]).toEqual([
    { field: '@timestamp', value: '2026-01-15 12:00:01.000' },
    { field: 'n', value: '2' },
    { field: '@ptr', value: expect.any(String) },
  ]);
});

test('the range is of whole seconds, both of which belong to it', async () => {
  const group = '/aws/lambda/between';
  const at = (milliseconds: number, n: number) => ({ timestamp: NOON + milliseconds, message: `{"n":${n}}` });
  logs.put(group, 'stream', [at(999, 1), at(1_000, 2), at(1_999, 3), at(2_000, 4)]);
  const range = { startTime: seconds + 1, endTime: seconds + 1 };
  expect(await numbers({ ...range, logGroupNames: [group] })).toEqual(['2', '3']);
});

test('several groups are asked at once, by name or by ARN', async () => {
  expect(await numbers({ logGroupNames: [GROUP, other] })).toEqual(['1', '2', '4', undefined]);
  const arn = `arn:aws:logs:us-east-1:123456789012:log-group:${other}`;
  expect(await numbers({ logGroupIdentifiers: [arn, GROUP] })).toEqual(['1', '2', '4', undefined]);
});

test('@ptr leads to the whole record', async () => {
  const { results: rows = [] } = await results(await start({ logGroupNames: [other], queryString: 'fields n' }));
  const logRecordPointer = rows[0]?.find(({ field }) => field === '@ptr')?.value ?? '';
  const { logRecord } = await client.send(new GetLogRecordCommand({ logRecordPointer }));
  expect(logRecord).toMatchObject({
    ...{ n: '4', route: '/x', '@log': `123456789012:${other}`, '@logStream': 'stream' },
    ...{ '@message': '{"n":4,"route":"/x"}', '@timestamp': String(NOON), '@ptr': logRecordPointer },
  });
  const get = (pointer: string) => client.send(new GetLogRecordCommand({ logRecordPointer: pointer }));
  await expect(get('nonsense')).rejects.toThrow(InvalidParameterException);
  const gone = Buffer.from('event:0000000000999999').toString('base64');
  await expect(get(gone)).rejects.toThrow(ResourceNotFoundException);
});

test('the fields of a group are found, with the share of its events that have them', async () => {
  const fields = async (input: object) =>
    (await client.send(new GetLogGroupFieldsCommand(input))).logGroupFields?.map(({ name, percent }) => [
      name,
      percent,
    ]);
  const ofEach = ['@ingestionTime', '@log', '@logStream', '@message', '@timestamp'].map((name) => [name, 100]);
  expect(await fields({ logGroupName: GROUP })).toEqual([...ofEach, ['n', 66]]);
  expect(await fields({ logGroupIdentifier: GROUP, time: seconds - 3_600 })).toEqual([]);
  await expect(fields({})).rejects.toThrow(InvalidParameterException);
});

test('results come in pages', async () => {
  const queryId = await start({ queryString: 'fields n | sort n' });
  const first = await results(queryId, { maxItems: 2 });
  const { nextToken = '' } = first;
  const second = await results(queryId, { maxItems: 2, nextToken });
  expect([first, second].map((page) => page.results?.length)).toEqual([2, 1]);
  expect(second.nextToken).toBeUndefined();
  expect((await results(queryId, { maxItems: 3 })).nextToken).toBeUndefined();
  await expect(results(queryId, { nextToken: 'nonsense' })).rejects.toThrow(InvalidParameterException);
});

test('a limit holds unless the query has its own', async () => {
  expect(await numbers({ limit: 1 })).toEqual(['1']);
  expect(await numbers({ limit: 1, queryString: 'fields n | sort n | limit 2' })).toEqual(['1', '2']);
});

test('what has ended cannot be stopped, and what was not started neither stopped nor read', async () => {
  const queryId = await start();
  await results(queryId);
  const stop = (id: string) => client.send(new StopQueryCommand({ queryId: id }));
  await expect(stop(queryId)).rejects.toThrow('not running');
  await expect(stop('none')).rejects.toThrow(ResourceNotFoundException);
  await expect(results('none')).rejects.toThrow(ResourceNotFoundException);
});

test('queries are described, the latest first', async () => {
  const queryString = 'stats count(*) by n';
  const queryId = await start({ queryString });
  await results(queryId);
  const describe = async (input: object) => (await client.send(new DescribeQueriesCommand(input))).queries ?? [];
  const [latest] = await describe({ logGroupName: GROUP, status: 'Complete' });
  expect(latest).toMatchObject({
    queryId,
    queryString,
    status: 'Complete',
    createTime: NOON + 60_000,
    bytesScanned: 19,
  });
  expect(await describe({ logGroupName: 'none' })).toEqual([]);
  expect(await describe({ status: 'Failed' })).toEqual([]);
});

test.each<[sentence: string, input: Partial<StartQueryCommandInput>, error: new (...args: never[]) => Error]>([
  ['a group that does not exist', { logGroupNames: ['none'] }, ResourceNotFoundException],
  ['no group', { logGroupNames: [] }, InvalidParameterException],
  ['groups in two members', { logGroupNames: [GROUP], logGroupIdentifiers: [GROUP] }, InvalidParameterException],
  ['51 groups', { logGroupNames: Array.from({ length: 51 }, (_, index) => `g${index}`) }, InvalidParameterException],
  ['an end before the start', { endTime: seconds - 1 }, InvalidParameterException],
  ['a limit of 100,001', { limit: 100_001 }, InvalidParameterException],
  ['another language', { queryLanguage: 'SQL' }, InvalidParameterException],
  ['an empty query', { queryString: ' ' }, MalformedQueryException],
])('refused: %s', async (_, input, error) => expect(start(input)).rejects.toThrow(error));

test('an error of a query has its place in the SDK’s error', async () => {
  const error: unknown = await start({ queryString: 'fields a b' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MalformedQueryException);
  expect(error).toMatchObject({ queryCompileError: { location: { startCharOffset: 9, endCharOffset: 10 } } });
});

test.each(QUERIES.map((query) => [query.id, query.query.replaceAll(/\{\{\w+\}\}/g, 'ord_1')] as const))(
  'the saved query %s runs',
  async (_, queryString) => {
    expect((await results(await start({ queryString }))).status).toBe('Complete');
  },
);
