import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { products } from '../../../functions/lib/entities/product.ts';
import { tracedClient } from '../../../functions/lib/traced-client.ts';
import { inSubsegment } from '../../../functions/lib/tracing.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { type SegmentDocument, type SegmentListener, startSegmentListener } from '../../support/segment-listener.ts';

/** How the service answers the calls to come, in turn; the last answer stays. */
type Reply = (response: ServerResponse) => void;
const answer = (status: number, body: object): Reply => {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'REQUEST' };
  return (response) => void response.writeHead(status, headers).end(JSON.stringify(body));
};
const refusal = (status: number, name: string, message = 'No.') => answer(status, { __type: `aws#${name}`, message });
const silence: Reply = (response) => void response.destroy();

let replies: Reply[] = [];
const headers: Record<string, unknown>[] = [];
const bodies: string[] = [];
let table: EmbeddedTable;
let xray: SegmentListener;
let server: Server;
let dynamodb: DynamoDBClient;
let sqs: SQSClient;
beforeAll(async () => {
  [table, xray] = await Promise.all([startEmbeddedTable(), startSegmentListener()]);
  Object.assign(process.env, table.environment, {
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`,
    _X_AMZN_TRACE_ID: `Root=1-66000000-${'0'.repeat(24)};Parent=${'f'.repeat(16)};Sampled=1`,
  });
  server = createServer(async (request, response) => {
    headers.push(request.headers);
    bodies.push(Buffer.concat(await request.toArray()).toString());
    const [reply, ...others] = replies;
    if (others.length > 0) replies = others;
    reply?.(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Retries without their pauses.
  const retryStrategy = {
    acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
    refreshRetryTokenForRetry: async (token: { getRetryCount(): number }) => {
      if (token.getRetryCount() >= 2) throw new Error('There were three attempts.');
      return { getRetryCount: () => token.getRetryCount() + 1, getRetryDelay: () => 0 };
    },
    recordSuccess() {},
  };
  dynamodb = tracedClient(new DynamoDBClient({ endpoint, retryStrategy }));
  sqs = tracedClient(new SQSClient({ endpoint, retryStrategy }));
});
beforeEach(() => {
  xray.clear();
  headers.length = 0;
  bodies.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  xray.stop();
  await table.stop();
});

const get = () => dynamodb.send(new GetItemCommand({ TableName: 'shop', Key: { id: { S: 'ida@mail.example' } } }));

/** The subsegments of what the work called. */
async function calls(work: () => Promise<unknown>): Promise<SegmentDocument[]> {
  await inSubsegment('work', () => work().catch(() => {}));
  return (await xray.received('work')).filter(({ name }) => name !== 'work');
}

describe('a call of DynamoDB', () => {
  test('tells operation, table, status and the capacity that it consumed', async () => {
    const documents = await calls(() => products().get({ id: 'prd_1' }).go());
    expect(documents).toMatchObject([
      {
        name: 'DynamoDB',
        namespace: 'aws',
        http: { response: { status: 200 } },
        aws: {
          operation: 'GetItem',
          region: process.env.AWS_REGION,
          table_name: process.env.TABLE_NAME,
          retries: 0,
          consumed_capacity: { table_name: process.env.TABLE_NAME, capacity_units: expect.any(Number) },
        },
      },
    ]);
  });

  test('tells its table even while it waits for an answer, as when another at the same time fails first', async () => {
    const { promise: waits, resolve: reached } = Promise.withResolvers<ServerResponse>();
    replies = [reached, refusal(400, 'ValidationException')];
    let first: Promise<unknown> | undefined;
    const documents = await calls(async () => {
      first = get();
      await waits;
      await Promise.all([first, get()]);
    });
    const aws = expect.objectContaining({ operation: 'GetItem', table_name: 'shop' });
    expect(documents).toContainEqual(expect.objectContaining({ name: 'DynamoDB', in_progress: true, aws }));
    expect(documents).toContainEqual(expect.objectContaining({ name: 'DynamoDB', error: true }));
    xray.clear();
    answer(200, {})(await waits);
    await first;
    expect(await xray.received('DynamoDB')).toMatchObject([{ type: 'subsegment', end_time: expect.any(Number) }]);
  });

  test('names the index of a query, and each table of a transaction', async () => {
    replies = [
      answer(200, {
        ConsumedCapacity: [
          { TableName: 'a', CapacityUnits: 2 },
          { TableName: 'b', CapacityUnits: 4 },
        ],
      }),
    ];
    const put = (TableName: string) => ({ Put: { TableName, Item: { id: { S: '1' } } } });
    const [document] = await calls(() =>
      dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [put('a'), put('b'), put('a')] })),
    );
    expect(document?.aws).toMatchObject({
      operation: 'TransactWriteItems',
      request_id: 'REQUEST',
      table_names: ['a', 'b'],
      consumed_capacity: [
        { table_name: 'a', capacity_units: 2 },
        { table_name: 'b', capacity_units: 4 },
      ],
    });
  });

  test('gives the service the trace to continue, and asks what it costs', async () => {
    replies = [answer(200, {})];
    const [document] = await calls(get);
    expect(bodies).toEqual([expect.stringContaining('"ReturnConsumedCapacity":"TOTAL"')]);
    expect(headers).toMatchObject([{ 'x-amzn-trace-id': expect.stringContaining(`Parent=${document?.id};Sampled=1`) }]);
  });

  test('shows the attempts that failed before it succeeded', async () => {
    replies = [refusal(500, 'InternalServerError'), silence, answer(200, {})];
    const documents = await calls(get);
    const call = documents.find(({ name }) => name === 'DynamoDB');
    expect(call).toMatchObject({ aws: { retries: 2 }, http: { response: { status: 200 } } });
    expect(call).not.toHaveProperty('fault');
    expect(documents.filter(({ name }) => name === 'attempt')).toMatchObject([
      { parent_id: call?.id, fault: true, cause: { exceptions: [{ type: 'InternalServerError', remote: true }] } },
      { parent_id: call?.id, fault: true, cause: { exceptions: [{ remote: false }] } },
    ]);
  });
});

describe('a call that fails', () => {
  test.each<[string, Reply, object, readonly string[]]>([
    [
      'by a condition is the caller’s error',
      refusal(400, 'ConditionalCheckFailedException'),
      { error: true },
      ['fault', 'throttle'],
    ],
    [
      'by a throttled table is throttled',
      refusal(400, 'ProvisionedThroughputExceededException'),
      { error: true, throttle: true },
      ['fault'],
    ],
    ['inside the service is a fault', refusal(500, 'InternalServerError'), { fault: true }, ['error']],
    ['without an answer is a fault', silence, { fault: true }, ['error', 'http']],
  ])('%s', async (_, reply, expected, absent) => {
    replies = [reply];
    const document = (await calls(get)).find(({ name }) => name === 'DynamoDB');
    expect(document).toMatchObject({ ...expected, cause: { exceptions: expect.any(Array) } });
    for (const member of absent) expect(document).not.toHaveProperty(member);
  });

  test('tells nothing of what was asked for, though the service quotes it', async () => {
    replies = [refusal(400, 'ValidationException', 'Key blue velvet of 4242 4242 4242 4242 is wrong')];
    const Key = { id: { S: 'blue velvet' } };
    await calls(() => dynamodb.send(new GetItemCommand({ TableName: 'shop', Key })));
    expect(xray.text()).toContain('ValidationException');
    expect(xray.text()).not.toMatch(/velvet|4242/);
  });

  test('tells the table that the service names', async () => {
    replies = [refusal(400, 'ResourceNotFoundException', 'There is no table shop')];
    await calls(get);
    expect(xray.text()).toContain('There is no table shop');
  });
});

test('a call of SQS names the queue, never the message', async () => {
  replies = [refusal(400, 'QueueDoesNotExist')];
  const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/000000000000/orders';
  const [document] = await calls(() => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'ida@mail.example' })));
  expect(document).toMatchObject({ name: 'SQS', error: true, aws: { operation: 'SendMessage', queue_url: QueueUrl } });
  expect(xray.text()).not.toContain('ida');
});

test('calls at the same time belong to the work that made them', async () => {
  replies = [answer(200, {})];
  const work = (name: string) => inSubsegment(name, () => Promise.all([get(), get()]));
  const documents = await calls(() => Promise.all(Array.from({ length: 10 }, (_, index) => work(`part ${index}`))));
  for (let index = 0; index < 10; index++) {
    const part = documents.find(({ name }) => name === `part ${index}`);
    expect(documents.filter(({ parent_id }) => parent_id === part?.id)).toHaveLength(2);
  }
});

test('an unsampled call asks the service for nothing more, gives it no trace and tells nothing', async () => {
  const header = process.env._X_AMZN_TRACE_ID;
  process.env._X_AMZN_TRACE_ID = header?.replace('Sampled=1', 'Sampled=0');
  replies = [answer(200, {})];
  await inSubsegment('unsampled', get);
  process.env._X_AMZN_TRACE_ID = header;
  expect(await calls(async () => {})).toEqual([]);
  expect(bodies).toEqual([expect.not.stringContaining('ReturnConsumedCapacity')]);
  expect(headers).toEqual([expect.not.objectContaining({ 'x-amzn-trace-id': expect.anything() })]);
});
