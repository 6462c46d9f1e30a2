import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  InternalServerError,
  ThrottlingException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TABLE } from '../../../functions/lib/table.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import type { VendedSample } from '../../../local/aws/record-metric.ts';
import { createClock } from '../../../local/clock.ts';
import { createDynamodbProxy } from '../../../local/dynamodb/dynamodb-proxy.ts';
import { type Dynoxide, startDynoxide } from '../../../local/dynamodb/dynoxide.ts';
import { ensureTable, TableMismatchError } from '../../../local/dynamodb/ensure-table.ts';
import { findDynoxide } from '../../../local/dynamodb/find-dynoxide.ts';
import { freePort } from '../../../local/dynamodb/free-port.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { accessKeyId } from '../../../local/iam/access-key-id.ts';
import { createRoles } from '../../../local/iam/roles.ts';

const folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
const binary = findDynoxide({ platform: process.platform, arch: process.arch, env: process.env });
const clock = createClock({ mode: 'simulated', speed: 1, start: 1_700_000_000_000 });
const faults = createFaults(clock);
const place = { region: 'us-east-1', accountId: '000000000000' };
const roles = createRoles({ ...place, stage: 'test' });
const samples: VendedSample[] = [];
const logged: string[] = [];
let writes = 0;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
let endpoint = '';
let dynoxide: Dynoxide;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;

const server = createAwsServer({
  services: [],
  dynamodb: createDynamodbProxy({
    ...{ port: () => dynoxide.port(), findCaller: roles.findCaller, ...place },
    faults: faults.switches,
    random: () => 0.5,
    record: (sample) => samples.push(sample),
    now: () => 1_700_000_000_000,
    onWrite: () => {
      writes += 1;
    },
    requestId: () => 'id',
  }),
  control: () => ({ status: 404 }),
  now: () => 1_700_000_000_000,
  ...place,
  onBug: (error) => logged.push(String(error)),
});

beforeAll(async () => {
  dynoxide = await startDynoxide({
    binary,
    databasePath: join(folder, 'shop.sqlite'),
    log: (line) => logged.push(line),
  });
  await ensureTable(await dynoxide.port(), 'shop', TABLE);
  endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials, maxAttempts: 3 });
  documents = DynamoDBDocumentClient.from(client);
});
afterEach(async () => {
  await faults.clear();
  samples.length = 0;
  writes = 0;
});
afterAll(async () => {
  client.destroy();
  server.close();
  server.closeAllConnections();
  await dynoxide.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A call of DynamoDB Streams, for which no SDK client is installed. */
async function raw(operation: string, input: object) {
  const headers = {
    'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
  expect(response.status).toBe(200);
  return response.json();
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const put = (pk: string, condition?: string) =>
  documents.send(
    new PutCommand({ TableName: 'shop', Item: { pk, sk: 'a' }, ...(condition && { ConditionExpression: condition }) }),
  );
const counted = (name: string) => samples.filter((sample) => sample.name === name).map((sample) => sample.dimensions);

test('the table has the keys, index, stream and TTL of its definition', async () => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'shop' }));
  expect(Table?.KeySchema?.map((key) => key.AttributeName)).toEqual([TABLE.partitionKey, TABLE.sortKey]);
  expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(TABLE.indexes.map(({ name }) => name));
  expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: TABLE.streamViewType });
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'shop' }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: TABLE.timeToLiveAttribute });
});

test('making the table again changes nothing; a table with other keys is refused with the remedy', async () => {
  const port = await dynoxide.port();
  await ensureTable(port, 'shop', TABLE);
  await expect(ensureTable(port, 'shop', { ...TABLE, indexes: [] })).rejects.toThrow(TableMismatchError);
  await expect(ensureTable(port, 'shop', { ...TABLE, sortKey: 'other' })).rejects.toThrow(/--reset/);
});

test('a table of an earlier version gets the indexes that it lacks, with the items that it has', async () => {
  const port = await dynoxide.port();
  await ensureTable(port, 'earlier', { ...TABLE, indexes: TABLE.indexes.slice(0, 1) });
  const keys = Object.fromEntries(
    TABLE.indexes.flatMap((index) => [
      [index.partitionKey, 'p'],
      [index.sortKey, 's'],
    ]),
  );
  await documents.send(new PutCommand({ TableName: 'earlier', Item: { pk: 'old', sk: 'a', ...keys } }));
  await ensureTable(port, 'earlier', TABLE);
  await documents.send(new PutCommand({ TableName: 'earlier', Item: { pk: 'young', sk: 'a', ...keys } }));
  for (const { name, partitionKey } of TABLE.indexes) {
    const { Items } = await documents.send(
      new QueryCommand({
        ...{ TableName: 'earlier', IndexName: name, KeyConditionExpression: '#key = :key' },
        ...{ ExpressionAttributeNames: { '#key': partitionKey }, ExpressionAttributeValues: { ':key': 'p' } },
      }),
    );
    expect(Items?.map(({ pk }) => pk).sort(), name).toEqual(['old', 'young']);
  }
  await ensureTable(port, 'earlier', TABLE);
});

test('the SDK writes and reads; writes are announced and latency is vended for table and operation', async () => {
  await put('p1');
  expect(writes).toBe(1);
  const { Item } = await documents.send(new GetCommand({ TableName: 'shop', Key: { pk: 'p1', sk: 'a' } }));
  expect(Item).toEqual({ pk: 'p1', sk: 'a' });
  expect(writes).toBe(1);
  expect(counted('SuccessfulRequestLatency')).toEqual([
    { TableName: 'shop', Operation: 'PutItem' },
    { TableName: 'shop', Operation: 'GetItem' },
  ]);
  for (const sample of samples) {
    expect(sample).toMatchObject({ unit: 'Milliseconds', timestamp: 1_700_000_000_000, namespace: 'AWS/DynamoDB' });
    expect(sample.value).toBeGreaterThan(0);
  }
});

test('a failed condition, alone or in a transaction, is counted and announces no write', async () => {
  await put('p2');
  writes = 0;
  await expect(put('p2', 'attribute_not_exists(pk)')).rejects.toThrow(ConditionalCheckFailedException);
  const Put = { TableName: 'shop', Item: { pk: 'p2', sk: 'a' }, ConditionExpression: 'attribute_not_exists(pk)' };
  const transaction = documents.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));
  await expect(transaction).rejects.toMatchObject({ name: 'TransactionCanceledException' });
  expect(counted('ConditionalCheckFailedRequests')).toEqual([{ TableName: 'shop' }, { TableName: 'shop' }]);
  expect(writes).toBe(0);
});

test("a request that is the caller's mistake is a UserError", async () => {
  const wrongKey = documents.send(new GetCommand({ TableName: 'shop', Key: { nope: 'x' } }));
  await expect(wrongKey).rejects.toMatchObject({ name: 'ValidationException' });
  expect(counted('UserErrors')).toEqual([{}]);
});

test('with the fault on every attempt of the SDK gets InternalServerError and counts; off, it leaves no trace', async () => {
  await faults.put('dynamodb-errors', { rate: 1 });
  await expect(put('p3')).rejects.toThrow(InternalServerError);
  expect(counted('SystemErrors')).toEqual(Array(3).fill({ TableName: 'shop', Operation: 'PutItem' }));
  expect(writes).toBe(0);
  await faults.remove('dynamodb-errors');
  await put('p3');
});

test('the fault fails only the share and the operations it says', async () => {
  await faults.put('dynamodb-errors', { rate: 0.5 });
  await put('p4');
  await faults.put('dynamodb-errors', { rate: 0.6, operations: ['GetItem'] });
  await put('p4');
  const read = documents.send(new GetCommand({ TableName: 'shop', Key: { pk: 'p4', sk: 'a' } }));
  await expect(read).rejects.toThrow(InternalServerError);
});

test('the stream is read on while the table fails, unless reading it is what fails', async () => {
  await faults.put('dynamodb-errors', {});
  expect(await raw('ListStreams', {})).toHaveProperty('Streams');
  await faults.put('dynamodb-errors', { operations: ['ListStreams'] });
  await expect(raw('ListStreams', {})).rejects.toThrow('500');
  expect(counted('SystemErrors')).toEqual([]);
});

test('one operation fails while the others work', async () => {
  await faults.put('dynamodb-operation-errors', {});
  await put('p4');
  const transaction = documents.send(
    new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'shop', Item: { pk: 'p4', sk: 'b' } } }] }),
  );
  await expect(transaction).rejects.toThrow(InternalServerError);
  expect(counted('SystemErrors')).toEqual(Array(3).fill({ TableName: 'shop', Operation: 'TransactWriteItems' }));
});

test('a throttled request is refused with the reason and the table, is counted as throttled, and is not done', async () => {
  await faults.put('dynamodb-throttling', { operations: ['PutItem'] });
  const hasty = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }),
  );
  const throttled = hasty.send(new PutCommand({ TableName: 'shop', Item: { pk: 'throttled', sk: 'a' } }));
  await expect(throttled).rejects.toBeInstanceOf(ThrottlingException);
  await expect(throttled).rejects.toMatchObject({
    throttlingReasons: [
      {
        reason: 'TableWriteKeyRangeThroughputExceeded',
        resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/shop',
      },
    ],
  });
  expect(counted('ThrottledRequests')).toEqual([{ TableName: 'shop', Operation: 'PutItem' }]);
  expect(counted('WriteThrottleEvents')).toEqual([{ TableName: 'shop' }]);
  expect(counted('ReadThrottleEvents')).toEqual([]);
  expect(counted('UserErrors')).toEqual([]);
  await faults.remove('dynamodb-throttling');
  await put('throttled', 'attribute_not_exists(pk)');
});

test('a throttled read counts as one of the table’s', async () => {
  await faults.put('dynamodb-throttling', { operations: ['GetItem'] });
  const read = documents.send(new GetCommand({ TableName: 'shop', Key: { pk: 'p4', sk: 'a' } }));
  await expect(read).rejects.toBeInstanceOf(ThrottlingException);
  expect(counted('ReadThrottleEvents')).toEqual(Array(3).fill({ TableName: 'shop' }));
  expect(counted('WriteThrottleEvents')).toEqual([]);
});

test('a throttled transaction is cancelled, for the reason of each of its actions', async () => {
  await faults.put('dynamodb-throttling', {});
  const Put = { TableName: 'shop', Item: { pk: 'p4', sk: 'b' } };
  const transaction = documents.send(
    new TransactWriteCommand({ TransactItems: [{ Put }, { Put: { ...Put, Item: { pk: 'p4', sk: 'c' } } }] }),
  );
  await expect(transaction).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'ThrottlingError' }, { Code: 'ThrottlingError' }],
  });
  const reading = documents.send(
    new TransactGetCommand({ TransactItems: [{ Get: { TableName: 'shop', Key: { pk: 'p4', sk: 'b' } } }] }),
  );
  await expect(reading).rejects.toMatchObject({ CancellationReasons: [{ Code: 'ThrottlingError' }] });
  expect(counted('ThrottledRequests')).toEqual([
    { TableName: 'shop', Operation: 'TransactWriteItems' },
    { TableName: 'shop', Operation: 'TransactGetItems' },
  ]);
});

test('a delayed answer is right, and its latency is the longer; other operations are as fast as ever', async () => {
  await put('p4');
  await faults.put('dynamodb-latency', { delayMs: 60, operations: ['GetItem'] });
  const { Item } = await documents.send(new GetCommand({ TableName: 'shop', Key: { pk: 'p4', sk: 'a' } }));
  expect(Item).toEqual({ pk: 'p4', sk: 'a' });
  await faults.remove('dynamodb-latency');
  await documents.send(new GetCommand({ TableName: 'shop', Key: { pk: 'p4', sk: 'a' } }));
  const slow = samples.filter(({ name, value }) => name === 'SuccessfulRequestLatency' && value >= 59);
  expect(slow.map(({ dimensions }) => dimensions.Operation)).toEqual(['GetItem']);
});

test('a function does what its role allows; what it does not allow, alone or in a transaction, is denied and not done', async () => {
  const [TableName, key] = ['smallcart-test-shop', { pk: 'role', sk: 'a' }];
  await ensureTable(await dynoxide.port(), TableName, TABLE);
  const role = { accessKeyId: accessKeyId('smallcart-test-fulfilment'), secretAccessKey: 'local' };
  const own = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: role }));
  const Put = { TableName, Item: key };
  const Delete = { TableName, Key: { pk: 'other', sk: 'a' } };
  await own.send(new PutCommand(Put));
  writes = 0;
  const table = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;
  const why = (action: string, resource: string) =>
    `User: arn:aws:sts::000000000000:assumed-role/smallcart-test-fulfilment-role/smallcart-test-fulfilment is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  const denied = (action: string, resource = table) =>
    expect.objectContaining({
      name: 'AccessDeniedException',
      message: why(action, resource),
      $metadata: expect.objectContaining({ httpStatusCode: 400, attempts: 1 }),
    });
  const query = { KeyConditionExpression: 'gsi1pk = :p', ExpressionAttributeValues: { ':p': 'p' } };
  await expect(own.send(new DeleteCommand({ TableName, Key: key }))).rejects.toEqual(denied('dynamodb:DeleteItem'));
  await expect(own.send(new TransactWriteCommand({ TransactItems: [{ Put }, { Delete }] }))).rejects.toEqual(
    denied('dynamodb:DeleteItem'),
  );
  await expect(own.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [key] } } }))).rejects.toEqual(
    denied('dynamodb:BatchGetItem'),
  );
  await expect(own.send(new QueryCommand({ TableName, IndexName: 'gsi1', ...query }))).rejects.toEqual(
    denied('dynamodb:Query', `${table}/index/gsi1`),
  );
  await expect(own.send(new GetCommand({ TableName: 'shop', Key: key }))).rejects.toEqual(
    denied('dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:000000000000:table/shop'),
  );
  expect(writes).toBe(0);
  expect(counted('UserErrors')).toHaveLength(5);
  expect((await own.send(new GetCommand({ TableName, Key: key }))).Item).toEqual(key);
});

test('whoever sells finds hardly any left of some products, the same ones each time; who keeps the stock, and the table, have it all', async () => {
  const [TableName, ids] = ['smallcart-test-shop', Array.from({ length: 30 }, (_, index) => `prd_${index}`)];
  await ensureTable(await dynoxide.port(), TableName, TABLE);
  const as = (id: string) => {
    const role = { accessKeyId: accessKeyId(`smallcart-test-${id}`), secretAccessKey: 'local' };
    return DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: role }));
  };
  const product = (id: string) => ({ pk: `product#${id}`, sk: 'a', gsi1pk: 'all', gsi1sk: id, id, stock: 40 });
  await Promise.all(ids.map((id) => documents.send(new PutCommand({ TableName, Item: product(id) }))));
  const stocks = async (functionId: string): Promise<readonly number[]> => {
    const values = { KeyConditionExpression: 'gsi1pk = :p', ExpressionAttributeValues: { ':p': 'all' } };
    const { Items = [] } = await as(functionId).send(new QueryCommand({ TableName, IndexName: 'gsi1', ...values }));
    return Items.map(({ stock }) => stock);
  };
  const key = { pk: 'product#prd_0', sk: 'a' };

  await faults.put('stock-running-out', { rate: 0.5, left: 3 });
  const seen = await stocks('catalog');
  expect(new Set(seen)).toEqual(new Set([3, 40]));
  expect(await stocks('catalog')).toEqual(seen);
  expect(await stocks('admin')).toEqual(ids.map(() => 40));
  await faults.put('stock-running-out', { rate: 1, left: 41 });
  expect(await stocks('catalog')).toEqual(ids.map(() => 40));
  await faults.put('stock-running-out', { rate: 1, left: 0 });
  const { Item } = await as('checkout').send(new GetCommand({ TableName, Key: key }));
  expect(Item).toEqual({ ...product('prd_0'), stock: 0 });
  await faults.remove('stock-running-out');
  expect(await stocks('catalog')).toEqual(ids.map(() => 40));
});

test('a DynamoDB that is killed is started again with all that was acknowledged, while requests wait', async () => {
  await put('p5');
  const before = dynoxide.pid() ?? 0;
  const restarted = expect.poll(() => dynoxide.pid()).not.toBe(before);
  process.kill(before, 'SIGKILL');
  await restarted;
  const { Item } = await documents.send(new GetCommand({ TableName: 'shop', Key: { pk: 'p5', sk: 'a' } }));
  expect(Item).toEqual({ pk: 'p5', sk: 'a' });
  expect(logged.splice(0)).toEqual([expect.stringMatching(/^dynamodb: .*SIGKILL.*starting it again/)]);
});

test('a DynamoDB that was stopped is gone, and whoever asks for it is told', async () => {
  const log = (line: string) => logged.push(line);
  const other = await startDynoxide({ binary, databasePath: join(folder, 'other.sqlite'), log });
  const pid = other.pid() ?? 0;
  await other.stop();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await expect(other.port()).rejects.toThrow('stopped');
  expect(logged).toEqual([]);
});

test('without a DynamoDB behind it, a request gets InternalServerError and counts as a system error', async () => {
  const noneListens = await freePort();
  const running = dynoxide;
  dynoxide = { ...running, port: () => Promise.resolve(noneListens) };
  await expect(put('p6')).rejects.toThrow(InternalServerError);
  dynoxide = { ...running, port: () => Promise.reject(new Error('stopped')) };
  await expect(put('p6')).rejects.toThrow(InternalServerError);
  dynoxide = running;
  expect(counted('SystemErrors')).toHaveLength(6);
});

test('a write whose answer is lost is announced all the same, a read is not', async () => {
  const lossy = createServer((socket) => void socket.once('data', () => socket.destroy()));
  const running = dynoxide;
  dynoxide = { ...running, port: () => lossyPort };
  const lossyPort = once(lossy.listen(0, '127.0.0.1'), 'listening').then(() => portOf(lossy));
  await expect(documents.send(new GetCommand({ TableName: 'shop', Key: { pk: 'p8', sk: 'a' } }))).rejects.toThrow(
    InternalServerError,
  );
  expect(writes).toBe(0);
  await expect(put('p8')).rejects.toThrow(InternalServerError);
  expect(writes).toBe(3);
  dynoxide = running;
  lossy.close();
});

test("the table's stream is read through the same endpoint", async () => {
  await put('p7');
  const streams = await client.send(new DescribeTableCommand({ TableName: 'shop' }));
  const StreamArn = streams.Table?.LatestStreamArn ?? '';
  const described = await raw('DescribeStream', { StreamArn });
  const [shard] = described.StreamDescription.Shards;
  const { ShardIterator } = await raw('GetShardIterator', {
    StreamArn,
    ShardId: shard.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  });
  const { Records } = await raw('GetRecords', { ShardIterator });
  expect(JSON.stringify(Records)).toContain('"p7"');
});

test('a DynamoDB that cannot start says why', async () => {
  const log = () => {};
  const start = startDynoxide({ binary, databasePath: join(folder, 'no', 'such', 'folder.sqlite'), log });
  await expect(start).rejects.toThrow(/dynoxide did not start: .*unable to open database file/);
  const missing = startDynoxide({ binary: join(folder, 'nothing'), databasePath: join(folder, 'x.sqlite'), log });
  await expect(missing).rejects.toThrow(/did not start: .*ENOENT/);
});

test('a port that another program took meanwhile is replaced by another one', async () => {
  const taken = await dynoxide.port();
  const ports = [taken, taken, await freePort()];
  const chosen: number[] = [];
  const other = await startDynoxide({
    binary,
    databasePath: join(folder, 'moved.sqlite'),
    log: (line) => logged.push(line),
    findPort: async () => {
      chosen.push(ports[chosen.length] ?? 0);
      return chosen.at(-1) ?? 0;
    },
  });
  expect(await other.port()).toBe(ports[2]);
  await other.stop();
  expect([chosen, logged]).toEqual([ports, []]);
});

test('a start gives up when every port it finds is taken', async () => {
  const findPort = () => dynoxide.port();
  const start = startDynoxide({ binary, databasePath: join(folder, 'never.sqlite'), log() {}, findPort });
  await expect(start).rejects.toThrow('already in use');
});

test('the DynamoDB ends with its parent, even one killed with -9', async () => {
  const moduleUrl = new URL('../../../local/dynamodb/dynoxide.ts', import.meta.url).href;
  const options = JSON.stringify({ binary, databasePath: join(folder, 'orphan.sqlite') });
  const script = `const { startDynoxide } = await import(${JSON.stringify(moduleUrl)});
    const dynoxide = await startDynoxide({ ...${options}, log() {} });
    console.log(dynoxide.pid());
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  const alive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  expect(alive()).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(alive, { timeout: 5_000 }).toBe(false);
});
