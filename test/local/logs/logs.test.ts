import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateFilterLogEvents,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import type { VendedSample } from '../../../local/aws/record-metric.ts';
import { type LogStore, openLogStore } from '../../../local/logs/log-store.ts';
import { createLogsService } from '../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../local/logs/query-definitions.ts';
import { openStore } from '../../../local/store.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.UTC(2026, 0, 15);
const folder = mkdtempSync(join(tmpdir(), 'logs-'));
const samples: VendedSample[] = [];
let now = start;
let store: DatabaseSync;
let logs: LogStore;
let client: CloudWatchLogsClient;
let groups = 0;
let group = '';

const open = (maxEvents?: number) => {
  store = openStore(folder);
  const record = (sample: VendedSample) => samples.push(sample);
  logs = openLogStore({ store, now: () => now, record, ...(maxEvents && { maxEvents }) });
};
const reopen = (maxEvents?: number) => {
  logs.close();
  store.close();
  open(maxEvents);
};
const bugs: unknown[] = [];
const server = createAwsServer({
  services: [
    {
      ...createLogsService(
        new Proxy({} as LogStore, { get: (_, member: keyof LogStore) => logs[member] }),
        openQueryDefinitions(new DatabaseSync(':memory:'), () => 'id'),
      ),
    },
  ],
  control: () => ({ status: 404 }),
  now: () => now,
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => bugs.push(error),
});

beforeAll(async () => {
  open();
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new CloudWatchLogsClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
});
beforeEach(() => {
  now = start;
  group = `/aws/lambda/f${++groups}`;
  samples.length = 0;
});
afterAll(() => {
  expect(bugs).toEqual([]);
  client.destroy();
  server.close();
  server.closeAllConnections();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ timestamp: start + from + index, message: `line ${from + index}` }));
const filtered = async (input = {}) => {
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: group, ...input }));
  return events.map((event) => event.message);
};

test('a line that a function wrote is found, after a restart as well', async () => {
  logs.put(group, 's1', [{ timestamp: start, message: 'héllo' }]);
  expect(await filtered()).toEqual(['héllo']);
  reopen();
  expect(await filtered()).toEqual(['héllo']);
  const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: group }));
  expect(logStreams).toMatchObject([{ logStreamName: 's1', firstEventTimestamp: start, lastEventTimestamp: start }]);
});

test('subscribers hear each event once, as it is put', () => {
  const heard: unknown[] = [];
  logs.subscribe((...told) => told[0] === group && heard.push(told));
  logs.put(group, 's1', lines(2));
  expect(heard).toEqual(lines(2).map((event) => [group, 's1', event]));
});

test('what comes in is vended as AWS/Logs metrics of the group', () => {
  logs.put(group, 's1', lines(3));
  const vended = samples.map(({ namespace, name, dimensions, value }) => [namespace, name, dimensions, value]);
  expect(vended).toEqual([
    ['AWS/Logs', 'IncomingLogEvents', { LogGroupName: group }, 3],
    ['AWS/Logs', 'IncomingBytes', { LogGroupName: group }, 18],
  ]);
});

test('groups and streams are made, described and not made twice', async () => {
  const create = () => client.send(new CreateLogGroupCommand({ logGroupName: group }));
  const stream = () => client.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: 's' }));
  await expect(stream()).rejects.toThrow(ResourceNotFoundException);
  await create();
  await stream();
  await expect(create()).rejects.toThrow(ResourceAlreadyExistsException);
  await expect(stream()).rejects.toThrow(ResourceAlreadyExistsException);
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group }));
  expect(logGroups).toMatchObject([
    { logGroupName: group, creationTime: start, arn: `arn:aws:logs:us-east-1:000000000000:log-group:${group}:*` },
  ]);
});

test('lists of groups and streams are paged', async () => {
  for (const name of ['c', 'a', 'b']) logs.put(group, name, [{ timestamp: start + name.charCodeAt(0), message: name }]);
  const page = (nextToken?: string) =>
    client.send(new DescribeLogStreamsCommand({ logGroupName: group, limit: 2, ...(nextToken && { nextToken }) }));
  const first = await page();
  const second = await page(first.nextToken);
  expect([first, second].map((answer) => answer.logStreams?.map((stream) => stream.logStreamName))).toEqual([
    ['a', 'b'],
    ['c'],
  ]);
  expect(second.nextToken).toBeUndefined();
  const latest = await client.send(
    new DescribeLogStreamsCommand({ logGroupName: group, orderBy: 'LastEventTime', descending: true, limit: 1 }),
  );
  expect(latest.logStreams?.[0]?.logStreamName).toBe('c');
});

test('retention deletes what is older, on virtual time, and survives a restart', async () => {
  logs.put(group, 's', lines(1));
  await client.send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays: 1 }));
  reopen();
  now = start + day;
  logs.put(group, 's', [{ timestamp: now, message: 'new' }]);
  logs.expire();
  expect(await filtered()).toEqual(['line 0', 'new']);
  now += 1;
  logs.expire();
  expect(await filtered()).toEqual(['new']);
});

test('streams whose events have all expired are gone, after a restart as well; those written to later are kept', async () => {
  logs.put(group, 'old', [{ timestamp: now, message: 'a' }]);
  logs.setRetention(group, 1);
  now += 2 * day;
  logs.put(group, 'new', [{ timestamp: now, message: 'b' }]);
  logs.createStream(group, 'made');
  logs.expire();
  const names = () => logs.streams(group).map(({ name }) => name);
  expect(names()).toEqual(['made', 'new']);
  reopen();
  expect(names()).toEqual(['made', 'new']);
  logs.put(group, 'old', [{ timestamp: now, message: 'c' }]);
  expect([...logs.read({ logGroup: group, start: 0, end: now, direction: 'forward' })]).toMatchObject([
    { message: 'b' },
    { message: 'c', logStream: 'old' },
  ]);
});

test('events that could not be written are written by the next flush', () => {
  logs.put(group, 'stream', [{ timestamp: now, message: 'kept' }]);
  store.exec("CREATE TRIGGER refuse BEFORE INSERT ON log_event BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  expect(() => logs.flush()).toThrow('disk full');
  store.exec('DROP TRIGGER refuse');
  reopen();
  expect([...logs.read({ logGroup: group, start: 0, end: now, direction: 'forward' })]).toMatchObject([
    { message: 'kept' },
  ]);
});

test('beyond the bound the oldest events go first', async () => {
  reopen(10);
  logs.put(group, 's', lines(25));
  expect(await filtered()).toEqual(lines(10, 15).map(({ message }) => message));
  reopen();
});

test('PutLogEvents stores; events outside the window are rejected by index', async () => {
  logs.createStream(group, 's');
  const put = (timestamps: number[]) =>
    client.send(
      new PutLogEventsCommand({
        logGroupName: group,
        logStreamName: 's',
        logEvents: timestamps.map((timestamp) => ({ timestamp, message: `at ${timestamp}` })),
      }),
    );
  expect((await put([now, now + 1])).rejectedLogEventsInfo).toBeUndefined();
  expect((await put([now, now + 3 * 60 * minute])).rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
  expect((await put([now - 15 * day, now - 14 * day])).rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
  expect(await filtered()).toHaveLength(4);
});

const refusedBatches: Record<string, { timestamp: number; message: string }[]> = {
  'out of order': [...lines(1, 5), ...lines(1)],
  'spanning more than a day': [
    { timestamp: start - 2 * day, message: 'a' },
    { timestamp: start, message: 'b' },
  ],
  'over a mebibyte': [{ timestamp: start, message: 'x'.repeat(1_048_576) }],
  'with an empty message': [{ timestamp: start, message: '' }],
  'with no events': [],
};

test.each(Object.entries(refusedBatches))('a batch %s is an InvalidParameterException', async (_, logEvents) => {
  logs.createStream(group, 's');
  const put = client.send(new PutLogEventsCommand({ logGroupName: group, logStreamName: 's', logEvents }));
  await expect(put).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('FilterLogEvents filters by pattern, stream and time, in order of time over all streams', async () => {
  logs.put(group, 'a', [{ timestamp: start + 2, message: 'ERROR two' }]);
  logs.put(group, 'b', [
    { timestamp: start + 1, message: 'ERROR one' },
    { timestamp: start + 3, message: 'fine' },
  ]);
  expect(await filtered({ filterPattern: 'ERROR' })).toEqual(['ERROR one', 'ERROR two']);
  expect(await filtered({ logStreamNames: ['b'] })).toEqual(['ERROR one', 'fine']);
  expect(await filtered({ logStreamNamePrefix: 'a' })).toEqual(['ERROR two']);
  expect(await filtered({ startTime: start + 2, endTime: start + 2 })).toEqual(['ERROR two']);
  await expect(filtered({ filterPattern: '{' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(filtered({ nextToken: 'junk' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test("the SDK's paginator sees every event once, over limits and scan bounds", async () => {
  logs.put(
    group,
    's',
    Array.from({ length: 12_000 }, (_, index) => ({
      timestamp: start + (index >> 3),
      message: index % 1_000 === 0 ? `rare ${index}` : 'common',
    })),
  );
  const seen: (string | undefined)[] = [];
  const sizes: (number | undefined)[] = [];
  for await (const page of paginateFilterLogEvents(
    { client },
    { logGroupName: group, filterPattern: 'rare', limit: 5 },
  )) {
    seen.push(...(page.events ?? []).map((event) => event.message));
    sizes.push(page.events?.length);
  }
  expect(sizes).toEqual([5, 5, 2]);
  expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => `rare ${index * 1_000}`));
});

test('GetLogEvents pages a stream from its tail or head, and repeats the token at the end', async () => {
  logs.put(group, 's', lines(5));
  logs.put(group, 'other', lines(5));
  const get = async (input = {}) => {
    const answer = await client.send(
      new GetLogEventsCommand({ logGroupName: group, logStreamName: 's', limit: 2, ...input }),
    );
    return { ...answer, texts: answer.events?.map((event) => event.message) };
  };
  const tail = await get();
  expect(tail.texts).toEqual(['line 3', 'line 4']);
  expect((await get({ nextToken: tail.nextBackwardToken })).texts).toEqual(['line 1', 'line 2']);
  const end = await get({ nextToken: tail.nextForwardToken });
  expect(end).toMatchObject({ texts: [], nextForwardToken: tail.nextForwardToken });
  logs.put(group, 's', lines(1, 5));
  expect((await get({ nextToken: end.nextForwardToken })).texts).toEqual(['line 5']);
  const head = await get({ startFromHead: true });
  expect(head.texts).toEqual(['line 0', 'line 1']);
  expect((await get({ nextToken: head.nextForwardToken })).texts).toEqual(['line 2', 'line 3']);
  expect((await get({ startFromHead: true, startTime: start + 1, endTime: start + 2 })).texts).toEqual(['line 1']);
  await expect(get({ logStreamName: 'none' })).rejects.toThrow(ResourceNotFoundException);
});
