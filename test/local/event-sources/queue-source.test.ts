import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createMappingSwitch } from '../../../local/event-sources/mapping-switch.ts';
import { type SourceMessage, type SourceQueue, startQueueSource } from '../../../local/event-sources/queue-source.ts';
import type { InvocationResult } from '../../../local/lambda/lambda.ts';

/** A queue as the mapping sees it: messages taken are hidden until deleted or made visible again. */
class MemoryQueue implements SourceQueue {
  visible: SourceMessage[] = [];
  hidden = new Map<string, SourceMessage>();
  deleted: string[] = [];
  listeners: (() => void)[] = [];

  send(...bodies: string[]): void {
    for (const body of bodies) {
      const messageId = `m-${body}`;
      const attributes = { SentTimestamp: '1', AWSTraceHeader: `Root=${body}` };
      this.visible.push({
        messageId,
        receiptHandle: `r-${body}`,
        body,
        md5OfBody: 'md5',
        systemAttributes: attributes,
      });
    }
    this.announce();
  }
  announce(): void {
    for (const listener of this.listeners) listener();
  }
  receive(max: number): SourceMessage[] {
    const taken = this.visible.splice(0, max);
    for (const message of taken) this.hidden.set(message.receiptHandle, message);
    return taken;
  }
  delete(receiptHandle: string): void {
    this.hidden.delete(receiptHandle);
    this.deleted.push(receiptHandle);
  }
  onAvailable(listener: () => void): void {
    this.listeners.push(listener);
  }
}

type Batch = { Records: { body: string; messageId: string }[] };
const ok = (payload: unknown = null): InvocationResult => ({ status: 'ok', payload });

let clock: Clock;
let stop: () => void = () => {};
afterEach(() => {
  stop();
  clock.stop();
});

function start(
  queue: MemoryQueue,
  invoke: (event: Batch) => Promise<InvocationResult>,
  enabling = createMappingSwitch(),
): void {
  clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  stop = startQueueSource({
    clock,
    queue,
    queueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
    region: 'us-east-1',
    functionId: 'fulfilment',
    batchSize: 10,
    visibilityTimeoutSeconds: 30,
    enabling,
    invoke: (_, event) => invoke(event as Batch),
  });
}
const bodiesOf = (event: Batch): string[] => event.Records.map((record) => record.body);

test('messages arrive as AWS builds the event, and are deleted when the batch succeeded', async () => {
  const queue = new MemoryQueue();
  const events: Batch[] = [];
  start(queue, async (event) => {
    events.push(event);
    return ok();
  });
  queue.send('a');
  await clock.settled();
  expect(events).toEqual([
    {
      Records: [
        {
          messageId: 'm-a',
          receiptHandle: 'r-a',
          body: 'a',
          attributes: { SentTimestamp: '1', AWSTraceHeader: 'Root=a' },
          messageAttributes: {},
          md5OfBody: 'md5',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orders',
          awsRegion: 'us-east-1',
        },
      ],
    },
  ]);
  expect(queue.deleted).toEqual(['r-a']);
});

test('messages that were there before the start are taken, at most ten at a time', async () => {
  const queue = new MemoryQueue();
  queue.send(...Array.from({ length: 25 }, (_, index) => `${index}`));
  const sizes: number[] = [];
  start(queue, async (event) => {
    sizes.push(event.Records.length);
    return ok();
  });
  await clock.settled();
  expect(sizes.toSorted()).toEqual([10, 10, 5]);
  expect(queue.deleted).toHaveLength(25);
});

describe('failures', () => {
  test('a message reported as failed stays, the others are deleted', async () => {
    const queue = new MemoryQueue();
    start(queue, async () => ok({ batchItemFailures: [{ itemIdentifier: 'm-b' }] }));
    queue.send('a', 'b', 'c');
    await clock.settled();
    expect([...queue.hidden.keys()]).toEqual(['r-b']);
  });

  test('a failed invocation leaves the whole batch', async () => {
    const queue = new MemoryQueue();
    start(queue, async () => ({ status: 'error', functionError: 'Unhandled', errorType: 'E', errorMessage: 'down' }));
    queue.send('a', 'b');
    await clock.settled();
    expect([...queue.hidden.keys()]).toEqual(['r-a', 'r-b']);
  });
});

describe('a batch that is throttled', () => {
  const throttled: InvocationResult = {
    ...{ status: 'error', functionError: 'Unhandled' },
    ...{ errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' },
  };

  test('is tried again, ever later, while it is hidden from others', async () => {
    const queue = new MemoryQueue();
    const times: number[] = [];
    start(queue, async () => {
      times.push(clock.now() / 1_000);
      return times.length < 4 ? throttled : ok();
    });
    queue.send('a');
    await clock.advance(60_000);
    expect([times, queue.deleted]).toEqual([[0, 1, 3, 7], ['r-a']]);
  });

  test('is left to the queue once it is not hidden any more, and once the mapping has stopped', async () => {
    const queue = new MemoryQueue();
    const times: number[] = [];
    start(queue, async () => {
      times.push(clock.now() / 1_000);
      return throttled;
    });
    queue.send('a');
    await clock.advance(60_000);
    expect(times).toEqual([0, 1, 3, 7, 15]);
    queue.send('b');
    await clock.settled();
    stop();
    await clock.advance(60_000);
    expect([times.length, [...queue.hidden.keys()]]).toEqual([6, ['r-a', 'r-b']]);
  });
});

test('what arrives while batches run is taken when they end', async () => {
  const queue = new MemoryQueue();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const seen: string[] = [];
  start(queue, async (event) => {
    seen.push(...bodiesOf(event));
    await gate;
    return ok();
  });
  queue.send('a');
  await new Promise(setImmediate);
  queue.send('b');
  await new Promise(setImmediate);
  queue.send('c');
  await new Promise(setImmediate);
  expect(seen).toEqual(['a', 'b']);
  open();
  await clock.settled();
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('nothing is taken after the stop', async () => {
  const queue = new MemoryQueue();
  start(queue, async () => ok());
  await clock.settled();
  stop();
  queue.send('a');
  await clock.settled();
  expect(queue.visible).toHaveLength(1);
});

test('a mapping that is disabled takes nothing, and all that has come meanwhile once it is enabled', async () => {
  const queue = new MemoryQueue();
  const enabling = createMappingSwitch();
  const seen: string[] = [];
  start(queue, async (event) => ok(void seen.push(...bodiesOf(event))), enabling);
  enabling.set(false);
  queue.send('a', 'b');
  await clock.settled();
  expect([seen, queue.visible.length]).toEqual([[], 2]);
  enabling.set(true);
  await clock.settled();
  expect([seen, queue.visible.length]).toEqual([['a', 'b'], 0]);
});
