import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseSnsMessage } from '../../../functions/incidents/sns-message.ts';
import { FUNCTIONS, visibilityTimeout } from '../../../functions/manifest.ts';
import { deployQueue, type QueuedSource, queueNames } from '../../../local/deploy/deploy-queue.ts';
import { deployTopics } from '../../../local/deploy/deploy-topics.ts';
import { queueArn, topicArn } from '../../../local/deploy/place.ts';
import { startQueueSource } from '../../../local/event-sources/queue-source.ts';
import { openTopics, type Topics } from '../../../local/sns/topics.ts';
import type { Queue } from '../../../local/sqs/queue.ts';
import { type FunctionId, MAIL_TOPICS, SEVERITIES } from '../../../monitoring/resources.ts';
import { scratchQueues } from '../sqs/scratch-queues.ts';

const EMAILS = { mail: 'operator@example.com', 'mail-next': 'next@example.com' };
const minute = 60_000;
const hour = 60 * minute;
let scratch: ReturnType<typeof scratchQueues>;
beforeEach(() => {
  scratch = scratchQueues();
});
afterEach(() => scratch.remove());

function sourceOf(id: FunctionId): QueuedSource {
  const { source } = FUNCTIONS[id];
  if (source?.type !== 'queue' && source?.type !== 'alarms') throw new Error(`${id} has no queue`);
  return source;
}
const deploy = (id: FunctionId) => deployQueue(scratch.queues, id, sourceOf(id));
const settingsOf = (name: string) => scratch.queues.get(name)?.describe().settings;

describe('a queue that invokes a function', () => {
  test.each<[FunctionId, string]>([
    ['fulfilment', 'smallcart-local-orders'],
    ['incidents', 'smallcart-local-incidents'],
  ])('of %s is %s, set as it is on AWS', (id, name) => {
    const { arn } = deploy(id);
    expect(arn).toBe(`arn:aws:sqs:us-east-1:000000000000:${name}`);
    expect(settingsOf(name)).toMatchObject({
      VisibilityTimeout: visibilityTimeout(FUNCTIONS[id]),
      MessageRetentionPeriod: 14 * 86_400,
      redrive: { deadLetterTargetArn: `${arn}-dead`, maxReceiveCount: sourceOf(id).maxReceiveCount },
    });
    expect(settingsOf(`${name}-dead`)).toMatchObject({ MessageRetentionPeriod: 14 * 86_400 });
  });

  test('deployed again, it gets the settings of now and keeps its messages', () => {
    deployQueue(scratch.queues, 'incidents', { ...sourceOf('incidents'), maxReceiveCount: 2 });
    scratch.queues.get('smallcart-local-incidents')?.send({ body: 'waiting' });
    scratch.reopen();
    const queue = deploy('incidents');
    expect(queue.describe().settings.redrive?.maxReceiveCount).toBe(sourceOf('incidents').maxReceiveCount);
    expect(queue.receive(1)).toMatchObject([{ body: 'waiting' }]);
  });
});

describe('what the alarm topics say', () => {
  let topics: Topics;
  let queue: Queue;
  let available: boolean;
  let kept: (string | undefined)[];
  let stop: () => void;
  beforeEach(() => {
    available = true;
    kept = [];
    queue = deploy('incidents');
    topics = openTopics({
      store: new DatabaseSync(':memory:'),
      clock: scratch.clock,
      record: () => {},
      randomId: () => crypto.randomUUID(),
      region: 'us-east-1',
      accountId: '000000000000',
      deliverToLambda: () => Promise.reject(new Error('no function is subscribed')),
      deliverToQueue: (arn, body) => scratch.queues.byArn(arn)?.send({ body }),
      log: () => {},
    });
    deployTopics(topics, EMAILS);
    stop = startQueueSource({
      clock: scratch.clock,
      queue,
      queueArn: queue.arn,
      region: 'us-east-1',
      functionId: 'incidents',
      batchSize: sourceOf('incidents').batchSize,
      visibilityTimeoutSeconds: visibilityTimeout(FUNCTIONS.incidents),
      invoke: (_, event) => keepIfAvailable(event as { Records: { messageId: string; body: string }[] }),
    });
  });
  afterEach(() => stop());

  /** What the function does with the table, which answers or does not. */
  async function keepIfAvailable({ Records: records }: { Records: { messageId: string; body: string }[] }) {
    if (available) kept.push(...records.map(({ body }) => parseSnsMessage(body)?.Message));
    const failed = available ? [] : records.map(({ messageId }) => ({ itemIdentifier: messageId }));
    return { status: 'ok' as const, payload: { batchItemFailures: failed } };
  }

  test('is mailed to nobody, and goes to the functions’ queues, from each topic once however often it is deployed', () => {
    // As an earlier version did.
    topics.subscribe(topicArn('critical'), { protocol: 'email', endpoint: 'operator@example.com' });
    deployTopics(topics, EMAILS);
    deployTopics(topics, EMAILS);
    for (const severity of SEVERITIES) {
      const subscribed = topics.subscriptions(topicArn(severity)).map(({ protocol, endpoint }) => [protocol, endpoint]);
      expect(subscribed).toEqual([['sqs', queue.arn]]);
    }
    for (const id of MAIL_TOPICS)
      expect(topics.subscriptions(topicArn(id))).toMatchObject([{ protocol: 'email', endpoint: EMAILS[id] }]);
  });

  test('no longer goes to what an earlier version subscribed, but still to what a user did', () => {
    const critical = topicArn('critical');
    const earlier = 'arn:aws:lambda:us-east-1:000000000000:function:smallcart-local-notifications';
    topics.subscribe(critical, { protocol: 'lambda', endpoint: earlier });
    topics.subscribe(critical, { protocol: 'sqs', endpoint: queueArn('smallcart-local-notifications') });
    topics.subscribe(critical, { protocol: 'email', endpoint: 'colleague@example.com' });
    const own = topics.subscribe(critical, { protocol: 'sqs', endpoint: 'arn:aws:sqs:us-east-1:000000000000:mine' });
    deployTopics(topics, EMAILS);
    const endpoints = topics.subscriptions(critical).map(({ endpoint }) => endpoint);
    expect(endpoints).toEqual([queue.arn, 'colleague@example.com', own.endpoint]);
  });

  test('reaches the function at once', async () => {
    for (const severity of SEVERITIES) topics.publish(topicArn(severity), { body: () => severity });
    await scratch.clock.settled();
    expect(kept.toSorted()).toEqual(SEVERITIES.toSorted());
  });

  test('outlives twelve hours without a table, and is there within three minutes of its return', async () => {
    available = false;
    topics.publish(topicArn('critical'), { body: () => 'the table is gone' });
    await scratch.clock.advance(12 * hour);
    expect(kept).toEqual([]);
    available = true;
    await scratch.clock.advance(3 * minute);
    expect(kept).toEqual(['the table is gone']);
    const counts = scratch.queues.get(queueNames('incidents', 'alarms').dead)?.counts();
    expect(counts).toMatchObject({ visible: 0, notVisible: 0 });
  });

  test('waits in the dead-letter queue when the table does not come back', async () => {
    available = false;
    topics.publish(topicArn('critical'), { body: () => 'the table is gone' });
    await scratch.clock.advance(72 * hour);
    const dead = scratch.queues.get(queueNames('incidents', 'alarms').dead);
    expect(dead?.receive(10).map(({ body }) => parseSnsMessage(body)?.Message)).toEqual(['the table is gone']);
  });
});
