import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { type Clock, createClock } from '../../../local/clock.ts';
import { ORDER_DEAD_LETTER_QUEUE, ORDER_QUEUE, queueArn } from '../../../local/deploy/place.ts';
import { startQueueSource } from '../../../local/event-sources/queue-source.ts';
import { failQueues } from '../../../local/faults/fail-queues.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { poisonQueues } from '../../../local/faults/poison-queues.ts';
import { openTopics, type Topics } from '../../../local/sns/topics.ts';
import type { Queue } from '../../../local/sqs/queue.ts';
import { openQueues, type Queues } from '../../../local/sqs/queues.ts';

const MINUTE = 60_000;
const VISIBILITY = 30_000;
const place = { region: 'us-east-1', accountId: '000000000000' };

let clock: Clock;
let store: DatabaseSync;
let faults: Faults;
let queues: Queues;
let orders: Queue;
let dead: Queue;
/** What the function was given, and when, in milliseconds since the start. */
let handled: [body: string, at: number][];
let dice: number;
let problems: unknown[];

function open(): void {
  let ids = 0;
  faults = createFaults(clock);
  queues = openQueues({
    ...{ store, clock, record: () => {}, randomId: () => `id-${++ids}`, ...place },
    faults: failQueues(faults.switches, () => dice),
  });
  for (const name of ['queue-unavailable', 'queue-delayed'] as const) faults.switches[name].subscribe(queues.wake);
  poisonQueues(faults.switches['poison-message'], queues, clock);
}

beforeEach(() => {
  [handled, problems, dice] = [[], [], 0];
  clock = createClock({ mode: 'simulated', speed: 1, start: 0, onError: (error) => problems.push(error) });
  store = new DatabaseSync(':memory:');
  open();
  dead = queues.create(ORDER_DEAD_LETTER_QUEUE);
  orders = queues.create(ORDER_QUEUE, {
    VisibilityTimeout: String(VISIBILITY / 1_000),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 }),
  });
});
afterEach(() => {
  expect(problems).toEqual([]);
  clock.stop();
  queues.stop();
  store.close();
});

/** A function that handles what is an order, and nothing else. */
function startFunction(queue = orders): () => void {
  return startQueueSource({
    ...{ clock, queue, queueArn: queue.arn, region: place.region, functionId: 'fulfilment', batchSize: 10 },
    visibilityTimeoutSeconds: VISIBILITY / 1_000,
    invoke: async (_, event) => {
      const { Records: records } = event as { readonly Records: readonly { body: string; messageId: string }[] };
      for (const { body } of records) handled.push([body, clock.now()]);
      const bad = records.filter(({ body }) => !body.startsWith('order'));
      const batchItemFailures = bad.map(({ messageId }) => ({ itemIdentifier: messageId }));
      return { status: 'ok', payload: { batchItemFailures } };
    },
  });
}

const refusal = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error instanceof AwsError ? error.code : error;
  }
};

describe('a queue that is unavailable', () => {
  test('answers whoever calls it with ServiceUnavailable, of its calls those that were named', async () => {
    await faults.put('queue-unavailable', {});
    expect(refusal(() => orders.send({ body: 'order 1' }))).toBe('ServiceUnavailable');
    expect(refusal(() => orders.receive(1))).toBe('ServiceUnavailable');
    await faults.put('queue-unavailable', { operations: ['ReceiveMessage'] });
    orders.send({ body: 'order 1' });
    expect(refusal(() => orders.receive(1))).toBe('ServiceUnavailable');
  });

  test('is the orders’, and another one only when it is named', async () => {
    await faults.put('queue-unavailable', {});
    expect(queues.create('smallcart-local-incidents').send({ body: 'news' })).toBeDefined();
    await faults.put('queue-unavailable', { queues: ['incidents'] });
    expect(refusal(() => queues.get('smallcart-local-incidents')?.send({ body: 'news' }))).toBe('ServiceUnavailable');
    expect(orders.send({ body: 'order 1' })).toBeDefined();
  });

  test('fails its share of the calls', async () => {
    await faults.put('queue-unavailable', { rate: 0.5 });
    dice = 0.5;
    orders.send({ body: 'order 1' });
    dice = 0.49;
    expect(refusal(() => orders.send({ body: 'order 2' }))).toBe('ServiceUnavailable');
  });

  test('is polled on, and hands out what waits as soon as it is back', async () => {
    orders.send({ body: 'order 1' });
    await faults.put('queue-unavailable', {});
    const stop = startFunction();
    await clock.advance(10 * MINUTE + 1);
    expect(handled).toEqual([]);
    await faults.remove('queue-unavailable');
    await clock.settled();
    expect(handled).toEqual([['order 1', 10 * MINUTE + 1]]);
    expect(orders.counts()).toMatchObject({ visible: 0, notVisible: 0 });
    stop();
  });

  test('that takes no deletions hands the same message out again, once its visibility timeout is over', async () => {
    await faults.put('queue-unavailable', { operations: ['DeleteMessage'] });
    orders.send({ body: 'order 1' });
    const stop = startFunction();
    await clock.advance(1_000);
    await faults.remove('queue-unavailable');
    await clock.advance(MINUTE);
    expect(handled.map(([body]) => body)).toEqual(['order 1', 'order 1']);
    expect(orders.counts()).toMatchObject({ visible: 0, notVisible: 0 });
    stop();
  });

  describe('which a topic is to notify', () => {
    let topics: Topics;
    let topic: string;
    const logged: string[] = [];
    beforeEach(() => {
      let ids = 0;
      topics = openTopics({
        ...{ store, clock, record: () => {}, randomId: () => `n-${++ids}`, log: (line) => logged.push(line), ...place },
        deliverToLambda: async () => {},
        deliverToQueue: (arn, body) => queues.byArn(arn)?.send({ body }),
      });
      topic = topics.create('news');
      topics.subscribe(topic, { protocol: 'sqs', endpoint: queueArn(ORDER_QUEUE) });
    });

    test('has the message within 20 seconds of its return, however long that took', async () => {
      await faults.put('queue-unavailable', {});
      topics.publish(topic, { body: () => 'order 1' });
      await clock.advance(60 * MINUTE);
      await faults.remove('queue-unavailable');
      expect(orders.counts().visible).toBe(0);
      await clock.advance(20_000);
      expect(orders.counts().visible).toBe(1);
      expect(logged).toEqual([]);
    });
  });
});

describe('a queue that is late', () => {
  test('hands a message out when its delay is over, and none earlier', async () => {
    const stop = startFunction();
    await faults.put('queue-delayed', { delay: 'PT10M' });
    orders.send({ body: 'order 1' });
    await clock.advance(5 * MINUTE);
    orders.send({ body: 'order 2' });
    await clock.advance(5 * MINUTE - 1);
    expect(handled).toEqual([]);
    expect(orders.counts()).toMatchObject({ visible: 2, oldest: 0 });
    await clock.advance(30 * MINUTE);
    expect(handled).toEqual([
      ['order 1', 10 * MINUTE],
      ['order 2', 15 * MINUTE],
    ]);
    stop();
  });

  test('hands everything out at once when it is late no more, also by itself', async () => {
    const stop = startFunction();
    await faults.put('queue-delayed', { delay: 'PT1H', duration: 'PT2M' });
    orders.send({ body: 'order 1' });
    await clock.advance(2 * MINUTE);
    expect(handled).toEqual([['order 1', 2 * MINUTE]]);
    stop();
  });

  test('keeps the same share of its messages back, whoever asks and however often', async () => {
    await faults.put('queue-delayed', { rate: 0.5 });
    for (let number = 0; number < 40; number += 1) orders.send({ body: `order ${number}` });
    const received = orders.receive(40);
    expect(received.length).toBeGreaterThan(5);
    expect(received.length).toBeLessThan(35);
    expect(orders.receive(40)).toEqual([]);
    await faults.remove('queue-delayed');
    expect(orders.receive(40)).toHaveLength(40 - received.length);
  });
});

describe('a queue that is poisoned', () => {
  test('has a message that nobody can handle at once, and another each time, while orders beside them are handled', async () => {
    const stop = startFunction();
    await faults.put('poison-message', { every: 'PT5M' });
    orders.send({ body: 'order 1' });
    await clock.advance(11 * MINUTE);
    expect(dead.counts().visible).toBe(2 + 1);
    expect(handled.filter(([body]) => body === 'order 1')).toEqual([['order 1', 0]]);
    expect(orders.counts()).toMatchObject({ visible: 0, notVisible: 0 });
    stop();
  });

  test('holds nothing of it once it is off, neither waiting nor in flight nor among the dead letters', async () => {
    const stop = startFunction();
    await faults.put('poison-message', { every: 'PT45S' });
    await clock.advance(2 * MINUTE + 1_000);
    await faults.remove('poison-message');
    const none = { visible: 0, notVisible: 0, delayed: 0 };
    expect([orders.counts(), dead.counts()]).toMatchObject([none, none]);
    const before = handled.length;
    await clock.advance(60 * MINUTE);
    expect(handled).toHaveLength(before);
    stop();
  });

  test('and unavailable as well is poisoned again once it is back', async () => {
    await faults.put('queue-unavailable', { queues: ['orders'] });
    await faults.put('poison-message', { every: 'PT5M', queues: ['orders', 'incidents'] });
    const other = queues.create('smallcart-local-incidents');
    await clock.advance(5 * MINUTE);
    expect([orders.counts().visible, other.counts().visible]).toEqual([0, 1]);
    await faults.remove('queue-unavailable');
    await clock.advance(5 * MINUTE);
    expect([orders.counts().visible, other.counts().visible]).toEqual([1, 2]);
  });

  test('holds nothing of it after a restart', async () => {
    await faults.put('poison-message', { every: 'PT1H' });
    orders.send({ body: 'order 1' });
    expect(orders.counts().visible).toBe(2);
    queues.stop();
    open();
    expect(
      queues
        .get(ORDER_QUEUE)
        ?.receive(10)
        .map(({ body }) => body),
    ).toEqual(['order 1']);
  });
});

test.each([
  ['a queue that there is not', 'queue-unavailable', { queues: ['cart'] }, /'queues' must be a list of queues.*orders/],
  ['a call that queues do not have', 'queue-unavailable', { operations: ['PutItem'] }, /'operations' must be/],
  ['a delay that is none', 'queue-delayed', { delay: '10m' }, /'delay' must be an ISO 8601 duration/],
  ['a delay of nothing', 'queue-delayed', { delay: 'PT0S' }, /'delay'/],
  ['a delay without end', 'queue-delayed', { delay: 'P367D' }, /'delay' must be .* from PT1S to P366D/],
  ['messages without a pause', 'poison-message', { every: 0 }, /'every'/],
  ['messages by the thousand', 'poison-message', { every: 'PT0.001S' }, /'every'/],
])('%s is refused', async (_, name, settings, message) => {
  await expect(faults.put(name, settings)).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringMatching(message),
  });
});
