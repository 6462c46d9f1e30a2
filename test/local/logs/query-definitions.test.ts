import { DatabaseSync } from 'node:sqlite';
import {
  CloudWatchLogsClient,
  DeleteQueryDefinitionCommand,
  DescribeQueryDefinitionsCommand,
  type DescribeQueryDefinitionsCommandInput,
  InvalidParameterException,
  LimitExceededException,
  PutQueryDefinitionCommand,
  type PutQueryDefinitionCommandInput,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { deployQueries } from '../../../local/deploy/deploy-queries.ts';
import { openLogStore } from '../../../local/logs/log-store.ts';
import { createLogsService } from '../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../local/logs/query-definitions.ts';
import { QUERIES } from '../../../monitoring/queries.ts';

const NOW = Date.UTC(2026, 0, 15);
const TOKEN = 'a-token-that-a-client-makes-for-one-request';
const stops: (() => void)[] = [];
let database: DatabaseSync;
let client: CloudWatchLogsClient;
let service: ReturnType<typeof createLogsService>;
let now = NOW;
let ids = 0;

/** Starts Logs over the database; again, as after a restart. */
async function start(): Promise<void> {
  const logs = openLogStore({ store: database, now: () => now, record: () => {} });
  service = createLogsService(
    logs,
    openQueryDefinitions(database, () => `query-${++ids}`),
  );
  const bugs: unknown[] = [];
  const server = createAwsServer({
    services: [service],
    control: () => ({ status: 404 }),
    now: () => now,
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => bugs.push(error),
  });
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  const started = new CloudWatchLogsClient({
    ...{ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
  });
  client = started;
  stops.push(() => {
    started.destroy();
    server.closeAllConnections();
    server.close();
    logs.close();
    expect(bugs).toEqual([]);
  });
}

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  [now, ids] = [NOW, 0];
  return start();
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const put = (input: Partial<PutQueryDefinitionCommandInput> = {}) =>
  client.send(new PutQueryDefinitionCommand({ name: 'Errors', queryString: 'filter level = "ERROR"', ...input }));
const list = async (input: DescribeQueryDefinitionsCommandInput = {}) =>
  (await client.send(new DescribeQueryDefinitionsCommand(input))).queryDefinitions ?? [];
const remove = (queryDefinitionId: string) => client.send(new DeleteQueryDefinitionCommand({ queryDefinitionId }));

describe('a query definition', () => {
  it('is there under an id of its own, with all that was put, after a restart as well', async () => {
    const query = {
      name: 'shop/One request',
      queryString: 'filter requestId = "{{id}}"',
      logGroupNames: ['/aws/lambda/cart', '/aws/lambda/checkout'],
      parameters: [{ name: 'id', defaultValue: '', description: 'The id.' }],
    };
    const { queryDefinitionId } = await put(query);
    await start();
    expect(await list()).toEqual([{ ...query, queryDefinitionId, queryLanguage: 'CWLI', lastModified: NOW }]);
  });

  it('is replaced whole when it is put with its id', async () => {
    const { queryDefinitionId } = await put({ logGroupNames: ['/aws/lambda/cart'] });
    now += 1_000;
    expect(await put({ queryDefinitionId, name: 'Failures' })).toMatchObject({ queryDefinitionId });
    expect(await list()).toEqual([
      {
        ...{ queryDefinitionId, name: 'Failures', queryString: 'filter level = "ERROR"' },
        ...{ queryLanguage: 'CWLI', lastModified: NOW + 1_000 },
      },
    ]);
  });

  it('is made once for a client token, however often it is sent', async () => {
    const first = await put({ clientToken: TOKEN });
    expect((await put({ clientToken: TOKEN })).queryDefinitionId).toBe(first.queryDefinitionId);
    expect(await list()).toHaveLength(1);
  });

  it('may have the name of another', async () => {
    const [one, other] = [await put(), await put()];
    expect(one.queryDefinitionId).not.toBe(other.queryDefinitionId);
    expect(await list()).toHaveLength(2);
  });

  it('is gone when it was deleted, and cannot be deleted or replaced any more', async () => {
    const { queryDefinitionId = '' } = await put();
    expect(await remove(queryDefinitionId)).toMatchObject({ success: true });
    expect(await list()).toEqual([]);
    await expect(remove(queryDefinitionId)).rejects.toThrow(ResourceNotFoundException);
    await expect(put({ queryDefinitionId })).rejects.toThrow(ResourceNotFoundException);
  });
});

test('query definitions are found by the beginning of their names and by language, a page at a time', async () => {
  for (const name of ['shop/b', 'shop/a', 'other', 'shop/c']) await put({ name });
  await put({ name: 'shop/sql', queryLanguage: 'SQL' });
  const names = async (input: DescribeQueryDefinitionsCommandInput) => (await list(input)).map(({ name }) => name);
  expect(await names({ queryDefinitionNamePrefix: 'shop/', queryLanguage: 'CWLI' })).toEqual([
    'shop/a',
    'shop/b',
    'shop/c',
  ]);
  expect(await names({ queryLanguage: 'SQL' })).toEqual(['shop/sql']);
  const command = new DescribeQueryDefinitionsCommand({ maxResults: 3 });
  const first = await client.send(command);
  const second = await client.send(new DescribeQueryDefinitionsCommand({ maxResults: 3, nextToken: first.nextToken }));
  expect([...(first.queryDefinitions ?? []), ...(second.queryDefinitions ?? [])].map(({ name }) => name)).toEqual([
    'other',
    'shop/a',
    'shop/b',
    'shop/c',
    'shop/sql',
  ]);
  expect(second.nextToken).toBeUndefined();
  await expect(list({ nextToken: 'elsewhere' })).rejects.toThrow(InvalidParameterException);
});

const parameter = (name: string) => ({ name });
const refused: Record<string, Partial<PutQueryDefinitionCommandInput>> = {
  'no name': { name: undefined },
  'an empty name': { name: '' },
  'a name of more than 255 characters': { name: 'n'.repeat(256) },
  'no query': { queryString: undefined },
  'a query of more than 10,000 characters': { queryString: 'q'.repeat(10_001) },
  'more than 50 log groups': { logGroupNames: Array.from({ length: 51 }, (_, n) => `group-${n}`) },
  'a log group that can have no such name': { logGroupNames: ['a group'] },
  'log groups of a query in SQL': { queryLanguage: 'SQL', logGroupNames: ['group'] },
  'a parameter that no text can name': { parameters: [parameter('1st')] },
  'two parameters of one name': { parameters: [parameter('id'), parameter('id')] },
  'more than 20 parameters': { parameters: Array.from({ length: 21 }, (_, n) => parameter(`p${n}`)) },
  'a description of more than 512 characters': { parameters: [{ name: 'id', description: 'd'.repeat(513) }] },
  'parameters of a query in PPL': { queryLanguage: 'PPL', parameters: [parameter('id')] },
  'a client token that is too short': { clientToken: 'short' },
};

test.each(Object.entries(refused))('%s is refused, and nothing is saved', async (_what, input) => {
  await expect(put(input)).rejects.toThrow(InvalidParameterException);
  expect(await list()).toEqual([]);
});

test('a language that Logs does not know is refused', async () => {
  const input = JSON.parse('{"queryLanguage":"PROLOG"}');
  await expect(put(input)).rejects.toThrow(InvalidParameterException);
});

test('the thousandth can be saved, the next cannot, but one of them can be replaced', async () => {
  const queries = openQueryDefinitions(database, () => `query-${++ids}`);
  const query = { queryString: 'q', queryLanguage: 'CWLI', logGroupNames: [], parameters: [] };
  for (let count = 0; count < 999; count++) queries.create({ ...query, name: `n${count}` }, NOW);
  const { queryDefinitionId } = await put();
  await expect(put()).rejects.toThrow(LimitExceededException);
  await put({ queryDefinitionId, name: 'Other' });
  expect(await list({ queryDefinitionNamePrefix: 'Other' })).toHaveLength(1);
});

describe('deployQueries', () => {
  it('saves every query of monitoring/ with its log groups and parameters, in CloudWatch’s limits', async () => {
    await deployQueries(service, NOW);
    const saved = await list();
    expect(saved.map(({ name }) => name).sort()).toEqual(QUERIES.map(({ id }) => `smallcart-local-${id}`).sort());
    for (const { id, query, functions, parameters } of QUERIES)
      expect(saved.find(({ name }) => name === `smallcart-local-${id}`)).toMatchObject({
        queryString: query,
        logGroupNames: functions.map((each) => `/aws/lambda/smallcart-local-${each}`),
        ...(parameters && { parameters }),
      });
  });

  it('leaves what is already so alone when it is repeated', async () => {
    await deployQueries(service, NOW);
    const before = await list();
    await deployQueries(service, NOW + 1_000);
    expect(await list()).toEqual(before);
  });

  it('mends what somebody changed, under the same id, and deletes what is no longer defined, but nothing else', async () => {
    await deployQueries(service, NOW);
    const [changed] = await list();
    const { queryDefinitionId, name } = changed ?? {};
    await put({ queryDefinitionId, name, queryString: 'limit 1' });
    await put({ name: 'smallcart-local-forgotten' });
    await put({ name });
    await put({ name: 'my own' });
    await deployQueries(service, NOW);
    const names = (await list()).map((each) => each.name);
    expect(names).toHaveLength(QUERIES.length + 1);
    expect(names).toContain('my own');
    expect(new Set(names).size).toBe(names.length);
    expect((await list()).map((each) => each.queryString)).not.toContain('limit 1');
  });
});
