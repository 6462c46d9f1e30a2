import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Queue, ReceivedMessage } from '../../../local/sqs/queue.ts';
import { scratchQueues, startTime } from './scratch-queues.ts';

const second = 1_000;
let scratch: ReturnType<typeof scratchQueues>;
let queue: Queue;
beforeEach(() => {
  scratch = scratchQueues();
  queue = scratch.queues.create('orders');
});
afterEach(() => scratch.remove());

const bodies = (messages: readonly ReceivedMessage[]) => messages.map((message) => message.body);
const receiveOne = (from = queue): ReceivedMessage => {
  const [message] = from.receive(1);
  if (!message) throw new Error('no message');
  return message;
};

test('a received message is invisible for the visibility timeout, then there again with a count', async () => {
  queue.send({ body: 'a', traceHeader: 'Root=1-2-3' });
  expect(receiveOne().systemAttributes).toEqual({
    SenderId: '000000000000',
    SentTimestamp: String(startTime),
    ApproximateReceiveCount: '1',
    ApproximateFirstReceiveTimestamp: String(startTime),
    AWSTraceHeader: 'Root=1-2-3',
  });
  await scratch.clock.advance(30 * second - 1);
  expect(queue.receive(10)).toEqual([]);
  await scratch.clock.advance(1);
  expect(receiveOne().systemAttributes).toMatchObject({
    ApproximateReceiveCount: '2',
    ApproximateFirstReceiveTimestamp: String(startTime),
  });
});

test('a deleted message never comes back; messages survive a restart, invisible ones as well', async () => {
  for (const body of ['a', 'b', 'c']) queue.send({ body });
  queue.delete(receiveOne().receiptHandle);
  receiveOne();
  scratch.reopen();
  const reopened = scratch.queues.get('orders');
  expect(bodies(reopened?.receive(10) ?? [])).toEqual(['c']);
  await scratch.clock.advance(30 * second);
  expect(bodies(reopened?.receive(10) ?? [])).toEqual(['b', 'c']);
});

test('the handle of an earlier receive deletes nothing', async () => {
  queue.send({ body: 'a' });
  const first = receiveOne();
  await scratch.clock.advance(30 * second);
  receiveOne();
  queue.delete(first.receiptHandle);
  await scratch.clock.advance(30 * second);
  expect(bodies(queue.receive(1))).toEqual(['a']);
});

test('changing visibility prolongs or ends the invisibility of a message in flight only', async () => {
  queue.send({ body: 'a' });
  const { receiptHandle } = receiveOne();
  queue.changeVisibility(receiptHandle, 60);
  await scratch.clock.advance(59 * second);
  expect(queue.receive(1)).toEqual([]);
  queue.changeVisibility(receiptHandle, 0);
  expect(() => queue.changeVisibility(receiptHandle, 5)).toThrow(/not in flight/);
  const again = receiveOne();
  queue.delete(again.receiptHandle);
  expect(() => queue.changeVisibility(again.receiptHandle, 5)).toThrow(/does not exist/);
  expect(() => queue.changeVisibility('junk', 5)).toThrow(/receipt handle is invalid/);
});

test('a message received too often moves to the dead-letter queue, whose consumers wake; it keeps its id and says where it came from', async () => {
  const dead = scratch.queues.create('dead');
  queue = scratch.queues.create('poisoned', {
    VisibilityTimeout: '1',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 }),
  });
  const { messageId } = queue.send({ body: 'poison' });
  queue.send({ body: 'fine', delaySeconds: 5 });
  let woken = 0;
  dead.onAvailable(() => {
    woken += 1;
  });
  for (let receive = 0; receive < 2; receive++) {
    expect(receiveOne().messageId).toBe(messageId);
    await scratch.clock.advance(second);
  }
  expect([queue.receive(10), woken]).toEqual([[], 1]);
  expect(receiveOne(dead)).toMatchObject({
    messageId,
    body: 'poison',
    systemAttributes: { DeadLetterQueueSourceArn: queue.arn, ApproximateReceiveCount: '3' },
  });
  await scratch.clock.advance(5 * second);
  expect(bodies(queue.receive(10))).toEqual(['fine']);
});

test('listeners are told when a message is sent, when its delay ends, when it becomes visible again, and no more after they leave', async () => {
  let told = 0;
  const leave = queue.onAvailable(() => {
    told += 1;
  });
  queue.send({ body: 'now' });
  expect(told).toBe(1);
  queue.send({ body: 'later', delaySeconds: 10 });
  expect(told).toBe(1);
  receiveOne();
  await scratch.clock.advance(10 * second);
  expect(told).toBe(2);
  await scratch.clock.advance(20 * second);
  expect(told).toBe(3);
  leave();
  queue.send({ body: 'unheard' });
  expect(told).toBe(3);
});

test('after a restart listeners are still told when a message in flight becomes visible', async () => {
  queue.send({ body: 'a' });
  receiveOne();
  scratch.reopen();
  let told = 0;
  scratch.queues.get('orders')?.onAvailable(() => {
    told += 1;
  });
  await scratch.clock.advance(30 * second);
  expect(told).toBe(1);
});

test('messages past the retention period are deleted', async () => {
  queue = scratch.queues.create('short', { MessageRetentionPeriod: '60' });
  queue.send({ body: 'a' });
  await scratch.clock.advance(60 * second);
  expect(queue.counts().visible).toBe(1);
  await scratch.clock.advance(60 * second);
  expect(queue.counts().visible).toBe(0);
});

test('what happens is vended at once, and the sizes each minute, within the minute that ends', async () => {
  queue.send({ body: 'four' });
  queue.send({ body: 'b' });
  queue.delete(receiveOne().receiptHandle);
  receiveOne();
  queue.receive(1);
  queue.send({ body: 'c' });
  queue.send({ body: 'd', delaySeconds: 100 });
  await scratch.clock.advance(45 * second);
  receiveOne();
  scratch.samples.length = 7;
  await scratch.clock.advance(15 * second);
  const vended = scratch.samples.map(({ name, value, unit, timestamp }) => [name, value, unit, timestamp - startTime]);
  expect(vended).toEqual([
    ['NumberOfMessagesSent', 1, 'Count', 0],
    ['SentMessageSize', 4, 'Bytes', 0],
    ['NumberOfMessagesSent', 1, 'Count', 0],
    ['SentMessageSize', 1, 'Bytes', 0],
    ['NumberOfMessagesReceived', 1, 'Count', 0],
    ['NumberOfMessagesDeleted', 1, 'Count', 0],
    ['NumberOfMessagesReceived', 1, 'Count', 0],
    ['ApproximateAgeOfOldestMessage', 60, 'Seconds', 59_999],
    ['ApproximateNumberOfMessagesVisible', 1, 'Count', 59_999],
    ['ApproximateNumberOfMessagesNotVisible', 1, 'Count', 59_999],
    ['ApproximateNumberOfMessagesDelayed', 1, 'Count', 59_999],
  ]);
  expect(
    scratch.samples.every(({ namespace, dimensions }) => namespace === 'AWS/SQS' && dimensions.QueueName === 'orders'),
  ).toBe(true);
});

type Step = { readonly do: 'send' | 'receive' | 'delete' | 'hide' | 'wait' | 'restart'; readonly n: number };

test('whatever consumers do, no message is lost before it is deleted, and none is delivered while invisible', async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    do: fc.constantFrom('send', 'send', 'receive', 'receive', 'delete', 'hide', 'wait', 'restart'),
    n: fc.integer({ min: 0, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { clock } = scratch;
      scratch.queues.create('model').purge();
      /** Body to the time from which it may be delivered. */
      const visibleFrom = new Map<string, number>();
      let held: ReceivedMessage[] = [];
      let sent = 0;
      const model = () => scratch.queues.create('model');
      const run: Record<Step['do'], (n: number) => void | Promise<void>> = {
        send: (n) => {
          const body = `m${++sent}`;
          model().send({ body, delaySeconds: n });
          visibleFrom.set(body, clock.now() + n * second);
        },
        receive: (n) => {
          const messages = model().receive(3, n);
          for (const { body } of messages) {
            expect(visibleFrom.get(body) ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(clock.now());
            visibleFrom.set(body, clock.now() + n * second);
          }
          const received = new Set(bodies(messages));
          expect(received.size).toBe(messages.length);
          held = [...held.filter(({ body }) => !received.has(body)), ...messages];
        },
        delete: (n) => {
          const [message] = held.splice(n % Math.max(held.length, 1), 1);
          if (!message) return;
          model().delete(message.receiptHandle);
          visibleFrom.delete(message.body);
        },
        hide: (n) => {
          const message = held[n % Math.max(held.length, 1)];
          if (!message || (visibleFrom.get(message.body) ?? 0) <= clock.now()) return;
          model().changeVisibility(message.receiptHandle, n);
          visibleFrom.set(message.body, clock.now() + n * second);
        },
        wait: (n) => clock.advance(n * second),
        restart: () => scratch.reopen(),
      };
      for (const next of steps) await run[next.do](next.n);
      await clock.advance(13 * second);
      const left = new Set<string>();
      for (let batch = model().receive(10, 60); batch.length > 0; batch = model().receive(10, 60)) {
        for (const { body } of batch) left.add(body);
      }
      expect(left).toEqual(new Set(visibleFrom.keys()));
    }),
    { numRuns: 60 },
  );
});
