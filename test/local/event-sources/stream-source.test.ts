import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { callDynamodb } from '../../../local/dynamodb/call-dynamodb.ts';
import { type Dynoxide, startDynoxide } from '../../../local/dynamodb/dynoxide.ts';
import { ensureTable } from '../../../local/dynamodb/ensure-table.ts';
import { findDynoxide } from '../../../local/dynamodb/find-dynoxide.ts';
import { openCheckpoints } from '../../../local/event-sources/checkpoints.ts';
import { createMappingSwitch } from '../../../local/event-sources/mapping-switch.ts';
import { createStreamClient } from '../../../local/event-sources/stream-client.ts';
import { type StreamSource, startStreamSource } from '../../../local/event-sources/stream-source.ts';
import type { InvocationResult } from '../../../local/lambda/lambda.ts';

const startTime = Date.UTC(2026, 10, 21, 12, 0, 0);
const definition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [],
  timeToLiveAttribute: 'expiresAt',
  streamViewType: 'NEW_AND_OLD_IMAGES',
} as const;
const ok = (payload: unknown = null): InvocationResult => ({ status: 'ok', payload, executedVersion: '7' });
const failed = { status: 'error', functionError: 'Unhandled', executedVersion: '7' } as const;
const down: InvocationResult = { ...failed, errorType: 'E', errorMessage: 'down' };

type StreamEvent = {
  Records: { eventName: string; dynamodb: { SequenceNumber: string; NewImage: { pk: { S: string } } } }[];
};
const keysOf = (event: StreamEvent): string[] => event.Records.map((record) => record.dynamodb.NewImage.pk.S);

const folder = mkdtempSync(join(tmpdir(), 'stream-test-'));
let dynoxide: Dynoxide;
let store: DatabaseSync;
let clock: Clock;
let source: StreamSource;
let tableName: string;
let tables = 0;
let failures: string[];
let ages: number[];
let aged: string[];
let errors: unknown[];

beforeAll(async () => {
  const binary = findDynoxide({ platform: process.platform, arch: process.arch, env: process.env });
  dynoxide = await startDynoxide({ binary, databasePath: join(folder, 'shop.sqlite'), log: () => {} });
});
afterAll(async () => {
  await dynoxide.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  store = new DatabaseSync(':memory:');
  clock = createClock({ mode: 'simulated', speed: 1, start: startTime });
  [failures, ages, aged, errors] = [[], [], [], []];
  tableName = `orders-${tables++}`;
  await ensureTable(await dynoxide.port(), tableName, definition);
});
afterEach(() => {
  source.stop();
  clock.stop();
  store.close();
});

const write = async (pk: string, kind = 'order'): Promise<void> => {
  const Item = { pk: { S: pk }, sk: { S: '-' }, kind: { S: kind } };
  await callDynamodb(await dynoxide.port(), 'PutItem', { TableName: tableName, Item });
};

const start = (
  invoke: (event: StreamEvent) => Promise<InvocationResult>,
  realNow?: () => number,
  enabling = createMappingSwitch(),
): void => {
  source = startStreamSource({
    clock,
    client: createStreamClient(() => dynoxide.port()),
    checkpoints: openCheckpoints(store),
    tableName,
    region: 'us-east-1',
    accountId: '000000000000',
    functionId: 'outbox',
    functionName: 'smallcart-test-outbox',
    qualifier: 'live',
    batchSize: 10,
    enabling,
    maximumRetryAttempts: 2,
    filter: { eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['order'] } } } },
    invoke: (_, event) => invoke(event as StreamEvent),
    recordMetric: ({ dimensions, value }) => {
      aged.push(Object.values(dimensions).join(' '));
      if (Object.keys(dimensions).length === 1) ages.push(value);
    },
    onFailure: (body) => void failures.push(body),
    onError: (error) => void errors.push(error),
    ...(realNow && { realNow }),
  });
};

/** Lets the reader see all that was written, retries in virtual time included. */
const settle = async (): Promise<void> => {
  source.wake();
  await clock.advance(10 * 60_000);
};

test('a change arrives as AWS builds the event, created in virtual time', async () => {
  const events: StreamEvent[] = [];
  start(async (event) => {
    events.push(event);
    return ok();
  });
  await write('ord_1');
  source.wake();
  await clock.settled();
  expect(events).toEqual([
    {
      Records: [
        {
          eventID: expect.any(String),
          eventName: 'INSERT',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'us-east-1',
          eventSourceARN: expect.stringMatching(
            `^arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}/stream/.+`,
          ),
          dynamodb: expect.objectContaining({
            ApproximateCreationDateTime: startTime / 1000,
            Keys: { pk: { S: 'ord_1' }, sk: { S: '-' } },
            NewImage: { pk: { S: 'ord_1' }, sk: { S: '-' }, kind: { S: 'order' } },
            SequenceNumber: expect.any(String),
            StreamViewType: 'NEW_AND_OLD_IMAGES',
          }),
        },
      ],
    },
  ]);
});

test('changes arrive in order, in batches, and only those that pass the filter', async () => {
  const batches: string[][] = [];
  const expected: string[] = [];
  for (let i = 0; i < 25; i++) {
    await write(`ord_${i}`);
    await write(`crt_${i}`, 'cart');
    expected.push(`ord_${i}`);
  }
  start(async (event) => {
    batches.push(keysOf(event));
    return ok();
  });
  await settle();
  expect(batches.flat()).toEqual(expected);
  expect(Math.max(...batches.map((batch) => batch.length))).toBe(10);
});

describe('failures', () => {
  test('a record reported as failed is tried again with what follows, what came before is not', async () => {
    const batches: string[][] = [];
    for (const pk of ['a', 'b', 'c']) await write(pk);
    start(async (event) => {
      batches.push(keysOf(event));
      const failed = event.Records.find((record) => record.dynamodb.NewImage.pk.S === 'b');
      const first = batches.length === 1 && failed;
      return ok({ batchItemFailures: first ? [{ itemIdentifier: failed.dynamodb.SequenceNumber }] : [] });
    });
    await settle();
    expect(batches).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  test('a function that is down gets the records, in order, when it is up again', async () => {
    let isDown = true;
    const processed: string[] = [];
    for (const pk of ['a', 'b', 'c']) await write(pk);
    start(async (event) => {
      if (isDown) return down;
      processed.push(...keysOf(event));
      return ok();
    });
    source.wake();
    await clock.settled();
    isDown = false;
    await settle();
    expect(processed).toEqual(['a', 'b', 'c']);
    expect(failures).toEqual([]);
    expect(Math.max(...ages)).toBeGreaterThan(0);
  });

  test('records that were throttled far oftener than they may fail come whole and in order once the function can be reached', async () => {
    let throttles = 20;
    const processed: string[][] = [];
    for (const pk of ['a', 'b', 'c']) await write(pk);
    start(async (event) => {
      if (throttles-- > 0) return { ...failed, errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' };
      processed.push(keysOf(event));
      return ok();
    });
    source.wake();
    await clock.settled();
    await clock.advance(20 * 60_000);
    expect(processed).toEqual([['a', 'b', 'c']]);
    expect(failures).toEqual([]);
  });

  test('a poison record goes to the destination after its retries, and holds back nothing else', async () => {
    const processed: string[] = [];
    const numbers: Record<string, string> = {};
    for (const pk of ['a', 'poison', 'c', 'd']) await write(pk);
    start(async (event) => {
      for (const { dynamodb } of event.Records) numbers[dynamodb.NewImage.pk.S] = dynamodb.SequenceNumber;
      if (keysOf(event).includes('poison')) return down;
      processed.push(...keysOf(event));
      return ok();
    });
    await settle();
    expect(processed).toEqual(['a', 'c', 'd']);
    expect(failures.map((body) => JSON.parse(body))).toMatchObject([
      {
        requestContext: {
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:smallcart-test-outbox:live',
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 3,
        },
        responseContext: { executedVersion: '7' },
        DDBStreamBatchInfo: { startSequenceNumber: numbers.poison, endSequenceNumber: numbers.poison, batchSize: 1 },
      },
    ]);
  });
});

test('what waited in the stream before the reader came is as old as it is, not as its reading', async () => {
  await write('a');
  const later = Date.now() + 3_600_000;
  start(
    async () => ok(),
    () => later,
  );
  await settle();
  expect(ages).toHaveLength(1);
  expect(ages[0]).toBeGreaterThan(3_600_000 - 60_000);
  const live = 'smallcart-test-outbox smallcart-test-outbox:live';
  expect(aged).toEqual(['smallcart-test-outbox', live, `${live} 7`]);
});

describe('after a restart', () => {
  test('reading goes on where it was, with nothing lost and nothing repeated', async () => {
    const processed: string[] = [];
    const processAll = async (event: StreamEvent) => {
      processed.push(...keysOf(event));
      return ok();
    };
    await write('a');
    start(processAll);
    await settle();
    source.stop();
    await write('b');
    start(processAll);
    await settle();
    expect(processed).toEqual(['a', 'b']);
  });

  test('a record whose invocation had not ended comes again', async () => {
    const seen: string[] = [];
    await write('a');
    const interrupted = Promise.withResolvers<void>();
    start(async (event) => {
      seen.push(...keysOf(event));
      interrupted.resolve();
      return new Promise(() => {});
    });
    await interrupted.promise;
    source.stop();
    clock.stop();
    clock = createClock({ mode: 'simulated', speed: 1, start: startTime });
    start(async (event) => {
      seen.push(...keysOf(event));
      return ok();
    });
    await settle();
    expect(seen).toEqual(['a', 'a']);
  });
});

test('an embedded DynamoDB that was killed is read again, from where it was', async () => {
  const seen: string[] = [];
  start(async (event) => {
    seen.push(...keysOf(event));
    return ok();
  });
  await write('a');
  await settle();
  const killed = dynoxide.pid() ?? Number.NaN;
  process.kill(killed, 'SIGKILL');
  while (dynoxide.pid() === killed) await new Promise(setImmediate);
  source.wake();
  await clock.settled();
  await write('b');
  await settle();
  expect(seen).toEqual(['a', 'b']);
});

test('a table that is missing is reported, and found once it is there', async () => {
  const existing = tableName;
  tableName = `${existing}-later`;
  const seen: string[] = [];
  start(async (event) => {
    seen.push(...keysOf(event));
    return ok();
  });
  await clock.settled();
  expect(errors).toHaveLength(1);
  await ensureTable(await dynoxide.port(), tableName, definition);
  await write('a');
  await settle();
  expect(seen).toEqual(['a']);
});

test('a mapping that is disabled reads nothing, and goes on where it was once it is enabled', async () => {
  const enabling = createMappingSwitch();
  const seen: string[] = [];
  const take = async (event: StreamEvent) => ok(void seen.push(...keysOf(event)));
  start(take, undefined, enabling);
  await write('ord_1');
  await settle();
  enabling.set(false);
  await write('ord_2');
  await settle();
  expect(seen).toEqual(['ord_1']);
  enabling.set(true);
  await settle();
  expect(seen).toEqual(['ord_1', 'ord_2']);
});
