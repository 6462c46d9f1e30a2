import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  type StartMessageMoveTaskRequest,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import type { Queue, ReceivedMessage } from '../../../local/sqs/queue.ts';
import { NO_FAULTS } from '../../../local/sqs/queue-faults.ts';
import { createSqsService } from '../../../local/sqs/sqs-service.ts';
import { scratchQueues, startTime } from './scratch-queues.ts';

const second = 1_000;
/** The calls that fail, as `<queue> <call>`. */
const failing = new Set<string>();
let scratch: ReturnType<typeof scratchQueues>;
let client: SQSClient;
let end: () => void;
const bugs: unknown[] = [];

beforeEach(async () => {
  failing.clear();
  scratch = scratchQueues({
    ...NO_FAULTS,
    check: (queue, call) => {
      if (failing.has(`${queue} ${call}`)) throw new AwsError('ServiceUnavailable', 'for now', 503);
    },
  });
  const { clock, queues } = scratch;
  let endpoint = '';
  const server = createAwsServer({
    services: [createSqsService({ queues, clock, endpoint: () => endpoint, accountId: '000000000000' })],
    control: () => ({ status: 404 }),
    now: () => clock.now(),
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => bugs.push(error),
  });
  endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new SQSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  end = () => {
    client.destroy();
    server.close();
    server.closeAllConnections();
  };
});
afterEach(() => {
  end();
  scratch.remove();
  expect(bugs).toEqual([]);
});

const arnOf = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const SourceArn = arnOf('dead');
const queue = (name: string): Queue => scratch.queues.create(name);
const start = async (input: Partial<StartMessageMoveTaskRequest> = {}) =>
  (await client.send(new StartMessageMoveTaskCommand({ SourceArn, ...input }))).TaskHandle ?? '';
const list = async (MaxResults?: number) =>
  (await client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults }))).Results ?? [];
const cancel = (TaskHandle: string) => client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));

const all = (from: Queue): readonly ReceivedMessage[] => {
  const batch = from.receive(10, 600);
  return batch.length === 0 ? [] : [...batch, ...all(from)];
};
const bodies = (messages: readonly ReceivedMessage[]) => messages.map(({ body }) => body);

/** Sends messages that end in the queue `dead`, by way of a queue that nobody can work off. */
async function giveUp(count: number, name = 'orders'): Promise<readonly string[]> {
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queue('dead').arn, maxReceiveCount: 1 });
  const orders = scratch.queues.create(name, { RedrivePolicy });
  const ids = Array.from({ length: count }, (_, n) => orders.send({ body: `${name} ${n + 1}` }).messageId);
  while (orders.receive(10).length > 0);
  await scratch.clock.advance(30 * second);
  expect(orders.receive(10)).toEqual([]);
  return ids;
}

test('without a destination, what was given up goes back to the queue it came from, as a new message, and its consumers wake', async () => {
  const [before] = await giveUp(1);
  await giveUp(1, 'returns');
  let woken = 0;
  queue('orders').onAvailable(() => {
    woken += 1;
  });
  await start();
  await scratch.clock.advance(0);
  expect(woken).toBe(1);
  expect(bodies(queue('returns').receive(10))).toEqual(['returns 1']);
  expect(queue('dead').receive(10)).toEqual([]);
  const [message] = queue('orders').receive(10);
  expect(message?.messageId).not.toBe(before);
  expect(message).toMatchObject({ body: 'orders 1', systemAttributes: { ApproximateReceiveCount: '1' } });
  expect(message?.systemAttributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  expect(message?.systemAttributes.SentTimestamp).toBe(String(scratch.clock.now()));
});

test('a message that came back is tried as often as a new one before it is given up again, and is not moved twice', async () => {
  await giveUp(1);
  await start();
  await scratch.clock.advance(0);
  expect(bodies(queue('orders').receive(10))).toEqual(['orders 1']);
  await scratch.clock.advance(30 * second);
  expect(queue('orders').receive(10)).toEqual([]);
  await scratch.clock.advance(60 * second);
  expect(queue('dead').counts().visible).toBe(1);
});

test('a task moves as many messages a second as it was asked to, can be listed, and is the only one of its source', async () => {
  await giveUp(5);
  const DestinationArn = queue('elsewhere').arn;
  const handle = await start({ DestinationArn, MaxNumberOfMessagesPerSecond: 2 });
  await expect(start()).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  await scratch.clock.advance(1 * second);
  const task = {
    SourceArn,
    DestinationArn,
    MaxNumberOfMessagesPerSecond: 2,
    ApproximateNumberOfMessagesToMove: 5,
    StartedTimestamp: startTime + 30 * second,
  };
  const running = { ...task, TaskHandle: handle, Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 4 };
  expect([await list(), queue('elsewhere').counts().visible]).toEqual([[running], 4]);
  await scratch.clock.advance(1 * second);
  expect(await list()).toEqual([{ ...task, Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 5 }]);
  expect(all(queue('elsewhere'))).toHaveLength(5);
});

test('a cancelled task moves nothing more, what it moved stays, and another may be started', async () => {
  await giveUp(3);
  const handle = await start({ MaxNumberOfMessagesPerSecond: 1 });
  await scratch.clock.advance(0);
  expect(await cancel(handle)).toMatchObject({ ApproximateNumberOfMessagesMoved: 1 });
  await scratch.clock.advance(10 * second);
  expect([queue('dead').counts().visible, queue('orders').counts().visible]).toEqual([2, 1]);
  await expect(cancel(handle)).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  await start();
  await scratch.clock.advance(0);
  expect((await list(10)).map(({ Status }) => Status)).toEqual(['COMPLETED', 'CANCELLED']);
});

test('the latest ten tasks of a source are known', async () => {
  await giveUp(1);
  for (let n = 0; n < 12; n++) {
    await start();
    await scratch.clock.advance(second);
  }
  const started = (await list(10)).map(({ StartedTimestamp = 0 }) => StartedTimestamp - startTime - 30 * second);
  expect(started).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((seconds) => seconds * second));
});

test('a restart in the middle loses no message and doubles none', async () => {
  await giveUp(25);
  await start({ MaxNumberOfMessagesPerSecond: 3 });
  for (let n = 0; n < 4; n++) {
    await scratch.clock.advance(second);
    scratch.reopen();
  }
  expect(queue('dead').counts().visible).toBeGreaterThan(0);
  await scratch.clock.advance(10 * second);
  const moved = bodies(all(queue('orders')));
  expect(new Set(moved)).toEqual(new Set(Array.from({ length: 25 }, (_, n) => `orders ${n + 1}`)));
  expect([moved.length, queue('dead').counts().visible]).toEqual([25, 0]);
  expect(scratch.queues.moves.list(SourceArn, 1)).toMatchObject([{ status: 'COMPLETED', moved: 25 }]);
});

test.each(['dead ReceiveMessage', 'orders SendMessage'])(
  'while SQS cannot do %s nothing moves; then everything does',
  async (call) => {
    await giveUp(2);
    failing.add(call);
    await start();
    await scratch.clock.advance(5 * second);
    expect([queue('dead').counts().visible, (await list())[0]?.Status]).toEqual([2, 'RUNNING']);
    failing.clear();
    await scratch.clock.advance(second);
    expect([queue('dead').counts().visible, (await list())[0]?.Status]).toEqual([0, 'COMPLETED']);
  },
);

test('a message of which nobody knows where it came from ends the task, and goes where a task is told to', async () => {
  await giveUp(1);
  queue('dead').send({ body: 'by hand' });
  await start();
  await scratch.clock.advance(0);
  expect(await list()).toMatchObject([
    { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource', ApproximateNumberOfMessagesMoved: 1 },
  ]);
  await start({ DestinationArn: arnOf('orders') });
  await scratch.clock.advance(0);
  expect(bodies(all(queue('orders')))).toEqual(['orders 1', 'by hand']);
});

test('the delay of the queue that is moved to holds for what is moved there', async () => {
  await giveUp(1);
  const later = scratch.queues.create('later', { DelaySeconds: '5' });
  await start({ DestinationArn: later.arn });
  await scratch.clock.advance(4 * second);
  let woken = 0;
  later.onAvailable(() => {
    woken += 1;
  });
  expect(later.receive(10)).toEqual([]);
  await scratch.clock.advance(second);
  expect([woken, bodies(later.receive(10))]).toEqual([1, ['orders 1']]);
});

const refused: Record<string, { readonly run: () => Promise<unknown>; readonly name: string }> = {
  'a source that does not exist': {
    run: () => start({ SourceArn: arnOf('none') }),
    name: 'ResourceNotFoundException',
  },
  'a source in another region': {
    run: () => start({ SourceArn: SourceArn.replace('us-east-1', 'eu-west-1') }),
    name: 'ResourceNotFoundException',
  },
  'a destination that does not exist': {
    run: () => start({ DestinationArn: arnOf('none') }),
    name: 'ResourceNotFoundException',
  },
  'a source that is the destination': {
    run: () => start({ DestinationArn: SourceArn }),
    name: 'InvalidParameterValue',
  },
  'a source that is no dead-letter queue of a queue': {
    run: () => start({ SourceArn: arnOf('orders') }),
    name: 'InvalidParameterValue',
  },
  'more than 500 a second': {
    run: () => start({ MaxNumberOfMessagesPerSecond: 501 }),
    name: 'InvalidParameterValue',
  },
  'none a second': { run: () => start({ MaxNumberOfMessagesPerSecond: 0 }), name: 'InvalidParameterValue' },
  'no source': {
    run: () => client.send(new StartMessageMoveTaskCommand({ SourceArn: undefined })),
    name: 'MissingParameter',
  },
  'a list of eleven': { run: () => list(11), name: 'InvalidParameterValue' },
  'a list of what is no queue': {
    run: () => client.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf('none') })),
    name: 'ResourceNotFoundException',
  },
  'the handle of no task': { run: () => cancel('junk'), name: 'ResourceNotFoundException' },
};

test.each(Object.entries(refused))('%s is refused, and nothing moves', async (_what, { run, name }) => {
  await giveUp(1);
  await expect(run()).rejects.toMatchObject({ name });
  await scratch.clock.advance(second);
  expect([queue('dead').counts().visible, await list()]).toEqual([1, []]);
});
