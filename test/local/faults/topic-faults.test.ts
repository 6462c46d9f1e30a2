import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { failsTopic } from '../../../local/faults/topic-faults.ts';
import { openTopics, type Topics } from '../../../local/sns/topics.ts';

const MINUTE = 60_000;
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:smallcart-local-notifications';
const LAMBDA = 'arn:aws:lambda:us-east-1:000000000000:function:smallcart-local-notifications';

let clock: Clock;
let store: DatabaseSync;
let faults: Faults;
let topics: Topics;
let dice: number;
/** Metrics of deliveries, by topic. */
let counted: [topic: string | undefined, metric: string][];
/** What reached a queue or a function, and when. */
let reached: [endpoint: string, at: number][];

beforeEach(() => {
  [counted, reached, dice] = [[], [], 0];
  clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  store = new DatabaseSync(':memory:');
  faults = createFaults(clock);
  let ids = 0;
  topics = openTopics({
    ...{ store, clock, randomId: () => `id-${++ids}`, region: 'us-east-1', accountId: '000000000000', log: () => {} },
    record: ({ name, dimensions }) => {
      if (name.startsWith('NumberOfNotifications')) counted.push([dimensions.TopicName, name.slice(21)]);
    },
    fails: failsTopic(faults.switches['notification-failures'], () => dice),
    deliverToLambda: async (arn) => reached.push([arn, clock.now()]),
    deliverToQueue: (arn) => reached.push([arn, clock.now()]),
  });
});
afterEach(() => {
  clock.stop();
  store.close();
});

function publish(name: string, protocol: 'email' | 'lambda' | 'sqs', endpoint: string): void {
  const topic = topics.create(name);
  topics.subscribe(topic, { protocol, endpoint });
  topics.publish(topic, { subject: 'News', body: () => 'news' });
}
const mailed = () => topics.notifications(0).map(({ topic }) => topic);

test('mails do not arrive, and are counted as failed; queues and functions are told as ever', async () => {
  await faults.put('notification-failures', {});
  publish('smallcart-local-mail', 'email', 'ops@shop.example');
  publish('smallcart-local-critical', 'sqs', QUEUE);
  publish('smallcart-local-warning', 'lambda', LAMBDA);
  await clock.settled();
  expect(mailed()).toEqual(['smallcart-local-critical', 'smallcart-local-warning']);
  expect(counted).toEqual([
    ['smallcart-local-mail', 'Failed'],
    ['smallcart-local-critical', 'Delivered'],
    ['smallcart-local-warning', 'Delivered'],
  ]);
});

test('only the topics that were named fail, at the rate that was given', async () => {
  await faults.put('notification-failures', { topics: ['mail-next'], rate: 0.5 });
  publish('smallcart-local-mail', 'email', 'ops@shop.example');
  publish('smallcart-local-mail-next', 'email', 'boss@shop.example');
  dice = 0.5;
  publish('smallcart-local-mail-next', 'email', 'boss@shop.example');
  expect(mailed()).toEqual(['smallcart-local-mail', 'smallcart-local-mail-next']);
});

test('once it is off, mails arrive; those that failed are not repeated', async () => {
  await faults.put('notification-failures', {});
  publish('smallcart-local-mail', 'email', 'ops@shop.example');
  await faults.remove('notification-failures');
  publish('smallcart-local-mail', 'email', 'ops@shop.example');
  await clock.advance(60 * MINUTE);
  expect(mailed()).toEqual(['smallcart-local-mail']);
});

test('what does not reach a queue or a function is tried again, and arrives once it is off', async () => {
  await faults.put('notification-failures', { protocols: ['sqs', 'lambda'] });
  publish('smallcart-local-critical', 'sqs', QUEUE);
  publish('smallcart-local-warning', 'lambda', LAMBDA);
  await clock.advance(MINUTE - 1);
  expect(reached).toEqual([]);
  await faults.remove('notification-failures');
  await clock.advance(20_000);
  expect(reached.map(([endpoint]) => endpoint).sort()).toEqual([LAMBDA, QUEUE].sort());
  expect(counted.filter(([, metric]) => metric === 'Failed')).toEqual([]);
});

test('SNS gives a function up after two retries', async () => {
  await faults.put('notification-failures', { protocols: ['lambda'] });
  publish('smallcart-local-warning', 'lambda', LAMBDA);
  await clock.advance(3 * MINUTE);
  expect(counted).toEqual([['smallcart-local-warning', 'Failed']]);
  await faults.remove('notification-failures');
  await clock.advance(60 * MINUTE);
  expect(reached).toEqual([]);
});
