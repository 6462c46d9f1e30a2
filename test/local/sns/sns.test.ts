import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  NotFoundException,
  PublishCommand,
  paginateListTopics,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import type { JsonObject } from '../../../local/aws/json.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import type { VendedSample } from '../../../local/aws/record-metric.ts';
import { createClock } from '../../../local/clock.ts';
import { createSnsService } from '../../../local/sns/sns-service.ts';
import { openTopics, type Topics } from '../../../local/sns/topics.ts';
import { inTransaction, openStore } from '../../../local/store.ts';

const start = Date.UTC(2026, 0, 15);
const minute = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'sns-'));
const clock = createClock({ mode: 'simulated', speed: 1, start });
const samples: VendedSample[] = [];
const events: { endpoint: string; event: JsonObject }[] = [];
const bodies: { endpoint: string; body: unknown }[] = [];
const logged: string[] = [];
let failures = 0;
let ids = 0;
let store: DatabaseSync;
let topics: Topics;
let client: SNSClient;
let TopicArn = '';
const lambda = 'arn:aws:lambda:us-east-1:000000000000:function:smallcart-local-notifications';
const queue = 'arn:aws:sqs:us-east-1:000000000000:smallcart-local-notifications';

const open = () => {
  store = openStore(folder);
  topics = openTopics({
    store,
    clock,
    record: (sample) => samples.push(sample),
    randomId: () => `id-${++ids}`,
    region: 'us-east-1',
    accountId: '000000000000',
    deliverToLambda: async (endpoint, event) => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('function failed');
      }
      events.push({ endpoint, event });
    },
    deliverToQueue: (endpoint, body) => {
      if (endpoint !== queue) throw new Error('no such queue');
      bodies.push({ endpoint, body: JSON.parse(body) });
    },
    log: (line) => logged.push(line),
  });
};
open();
/** The topics opened last. */
const current = new Proxy({} as Topics, { get: (_, member: keyof Topics) => topics[member] });
const server = createAwsServer({
  services: [createSnsService(current)],
  control: () => ({ status: 404 }),
  now: () => clock.now(),
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => logged.push(String(error)),
});

beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new SNSClient({ endpoint, region: 'us-west-2', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
});
beforeEach(async () => {
  const created = await client.send(new CreateTopicCommand({ Name: `topic-${++ids}` }));
  TopicArn = created.TopicArn ?? '';
  samples.length = 0;
  events.length = 0;
  bodies.length = 0;
});
afterAll(() => {
  client.destroy();
  server.close();
  server.closeAllConnections();
  clock.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const subscribe = async (Protocol: string, Endpoint: string) =>
  (await client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }))).SubscriptionArn ?? '';
const publish = (Message: string, input = {}) => client.send(new PublishCommand({ TopicArn, Message, ...input }));
const topicName = () => TopicArn.split(':').at(-1);
const delivered = (since = 0) => topics.notifications(since).filter(({ topic }) => topic === topicName());
const counted = (metric: string) =>
  samples.filter(({ name, dimensions }) => name === metric && dimensions.TopicName === topicName()).length;

test('a topic is made once, listed and described', async () => {
  expect((await client.send(new CreateTopicCommand({ Name: topicName() }))).TopicArn).toBe(TopicArn);
  const { Topics: listed } = await client.send(new ListTopicsCommand({}));
  expect(listed).toContainEqual({ TopicArn });
  await subscribe('email', 'oncall@example.com');
  const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ TopicArn, Owner: '000000000000', SubscriptionsConfirmed: '1' });
});

test('topics are listed page by page', async () => {
  const names = Array.from({ length: 105 }, (_, n) => `many-${n}`);
  for (const name of names) topics.create(name);
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListTopics({ client }, {}))
    seen.push(...(page.Topics ?? []).map((topic) => topic.TopicArn));
  expect(new Set(seen)).toEqual(new Set(topics.arns()));
  expect(seen).toHaveLength(topics.arns().length);
});

test('subscriptions are listed for all and for a topic, made once, and removed', async () => {
  const arn = await subscribe('email', 'oncall@example.com');
  expect(await subscribe('email', 'oncall@example.com')).toBe(arn);
  const shown = {
    SubscriptionArn: arn,
    Owner: '000000000000',
    Protocol: 'email',
    Endpoint: 'oncall@example.com',
    TopicArn,
  };
  expect((await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions).toEqual([shown]);
  expect((await client.send(new ListSubscriptionsCommand({}))).Subscriptions).toContainEqual(shown);
  await client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
  expect((await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions ?? []).toEqual([]);
});

test('a message that is accepted goes out when it is delivered, or after a restart', async () => {
  await subscribe('lambda', lambda);
  const before = events.length;
  const { deliver } = topics.accept(TopicArn, { body: () => 'first' });
  topics.accept(TopicArn, { body: () => 'second' });
  await clock.advance(minute);
  expect(events).toHaveLength(before);
  deliver();
  await clock.settled();
  expect(events).toHaveLength(before + 1);
  store.close();
  open();
  await clock.advance(minute);
  expect(events).toHaveLength(before + 2);
});

test('a message accepted in a transaction that fails goes nowhere', async () => {
  await subscribe('lambda', lambda);
  const before = events.length;
  const failing = () =>
    inTransaction(store, () => {
      topics.accept(TopicArn, { body: () => 'never' });
      throw new RangeError('no');
    });
  expect(failing).toThrow(RangeError);
  store.close();
  open();
  await clock.advance(minute);
  expect(events).toHaveLength(before);
});

test('a mail is recorded as AWS would send it, with the alarm and state of a CloudWatch message', async () => {
  await subscribe('email', 'oncall@example.com');
  const alarm = JSON.stringify({ AlarmName: 'High <error> rate & more', NewStateValue: 'ALARM' });
  await publish(alarm, { Subject: 'ALARM: "High error rate"' });
  await publish('just text');
  const at = new Date(clock.now()).toISOString();
  const to = { at, channel: 'email', endpoint: 'oncall@example.com', topic: topicName() };
  expect(delivered()).toEqual([
    {
      ...to,
      id: expect.any(String),
      subject: 'ALARM: "High error rate"',
      body: alarm,
      alarm: 'High <error> rate & more',
      state: 'ALARM',
    },
    { ...to, id: expect.any(String), subject: 'AWS Notification Message', body: 'just text' },
  ]);
  expect([counted('NumberOfMessagesPublished'), counted('NumberOfNotificationsDelivered')]).toEqual([2, 2]);
});

test('notifications are given from a time on', async () => {
  await subscribe('email', 'oncall@example.com');
  await publish('first');
  await clock.advance(minute);
  await publish('second');
  expect(delivered(clock.now()).map(({ body }) => body)).toEqual(['second']);
});

test("a function gets AWS's event and the delivery is recorded", async () => {
  const arn = await subscribe('lambda', lambda);
  const MessageAttributes = { severity: { DataType: 'String', StringValue: 'critical' } };
  const { MessageId } = await publish('{"a":1}', { Subject: 'S', MessageAttributes });
  await clock.settled();
  expect(events).toMatchObject([
    {
      endpoint: lambda,
      event: {
        Records: [
          {
            EventSource: 'aws:sns',
            EventVersion: '1.0',
            EventSubscriptionArn: arn,
            Sns: {
              Type: 'Notification',
              MessageId,
              TopicArn,
              Subject: 'S',
              Message: '{"a":1}',
              Timestamp: new Date(clock.now()).toISOString(),
              MessageAttributes: { severity: { Type: 'String', Value: 'critical' } },
            },
          },
        ],
      },
    },
  ]);
  expect(delivered()).toMatchObject([{ channel: 'lambda', endpoint: lambda, subject: 'S' }]);
});

test('a function that fails is tried again after one and two minutes', async () => {
  await subscribe('lambda', lambda);
  failures = 2;
  await publish('x');
  await clock.advance(minute);
  expect([events.length, failures]).toEqual([0, 0]);
  await clock.advance(2 * minute);
  expect(events).toHaveLength(1);
  expect(delivered()).toMatchObject([{ at: new Date(clock.now()).toISOString() }]);
  expect([counted('NumberOfNotificationsDelivered'), counted('NumberOfNotificationsFailed')]).toEqual([1, 0]);
});

test('a function that fails for good is counted and logged, and nothing is recorded as delivered', async () => {
  await subscribe('lambda', lambda);
  failures = 3;
  await publish('x');
  await clock.advance(10 * minute);
  expect([failures, events.length, delivered().length, counted('NumberOfNotificationsFailed')]).toEqual([0, 0, 0, 1]);
  expect(logged.splice(0)).toEqual([`sns: ${topicName()} could not notify ${lambda}: function failed`]);
});

test("a queue gets AWS's envelope, not the raw message, and the delivery is recorded", async () => {
  await subscribe('sqs', queue);
  const MessageAttributes = { severity: { DataType: 'String', StringValue: 'critical' } };
  const { MessageId } = await publish('{"a":1}', { Subject: 'S', MessageAttributes });
  await clock.settled();
  const body = {
    Type: 'Notification',
    MessageId,
    TopicArn,
    Subject: 'S',
    Message: '{"a":1}',
    Timestamp: new Date(clock.now()).toISOString(),
    SignatureVersion: '1',
    Signature: '',
    SigningCertURL: '',
    UnsubscribeURL: '',
    MessageAttributes: { severity: { Type: 'String', Value: 'critical' } },
  };
  expect(bodies).toEqual([{ endpoint: queue, body }]);
  expect(delivered()).toMatchObject([{ channel: 'sqs', endpoint: queue, subject: 'S', body: '{"a":1}' }]);
  expect(counted('NumberOfNotificationsDelivered')).toBe(1);
});

test('the envelope leaves out the subject and the attributes that a message does not have', async () => {
  await subscribe('sqs', queue);
  await publish('x');
  await clock.settled();
  expect(bodies[0]?.body).toMatchObject({ Type: 'Notification', Message: 'x' });
  for (const member of ['Subject', 'MessageAttributes']) expect(bodies[0]?.body).not.toHaveProperty(member);
});

test('a queue that does not exist is counted and logged at once: it does not come back by waiting', async () => {
  const gone = `${queue}-gone`;
  await subscribe('sqs', gone);
  await publish('x');
  await clock.settled();
  expect([delivered().length, counted('NumberOfNotificationsFailed')]).toEqual([0, 1]);
  expect(logged.splice(0)).toEqual([`sns: ${topicName()} could not notify ${gone}: no such queue`]);
  await clock.advance(10 * minute);
  expect(counted('NumberOfNotificationsFailed')).toBe(1);
});

test('a message that a stop kept from its queue is put there after the restart', async () => {
  await subscribe('sqs', queue);
  await publish('x');
  await clock.settled();
  // As after a kill between publishing and putting it there.
  store.exec("UPDATE sns_delivery SET status = 'pending', attempts = 0 WHERE channel = 'sqs'");
  bodies.length = 0;
  store.close();
  open();
  await clock.advance(1_000);
  expect(bodies.filter(({ body }) => Reflect.get(Object(body), 'TopicArn') === TopicArn)).toHaveLength(1);
  expect(delivered()).toMatchObject([{ channel: 'sqs' }]);
});

test('topics, subscriptions, deliveries and a retry under way survive a restart', async () => {
  await subscribe('email', 'oncall@example.com');
  await subscribe('lambda', lambda);
  failures = 1;
  await publish('x');
  await clock.settled();
  store.close();
  open();
  expect(topics.has(TopicArn)).toBe(true);
  expect(topics.subscriptions(TopicArn)).toHaveLength(2);
  expect(delivered()).toMatchObject([{ channel: 'email' }]);
  await clock.advance(1_000);
  expect(delivered()).toMatchObject([{ channel: 'email' }, { channel: 'lambda' }]);
});

test('with MessageStructure json each kind of subscriber gets its own text', async () => {
  await subscribe('email', 'oncall@example.com');
  await subscribe('lambda', lambda);
  await publish(JSON.stringify({ default: 'for all', email: 'for mail' }), { MessageStructure: 'json' });
  await clock.settled();
  expect(delivered().map(({ channel, body }) => [channel, body])).toEqual([
    ['email', 'for mail'],
    ['lambda', 'for all'],
  ]);
});

const refused: Record<string, () => Promise<unknown>> = {
  'a topic name with a space': () => client.send(new CreateTopicCommand({ Name: 'a b' })),
  'a FIFO topic': () => client.send(new CreateTopicCommand({ Name: 'a.fifo' })),
  'another protocol': () => subscribe('sms', '+4912345'),
  'an address that is none': () => subscribe('email', 'nobody'),
  'an endpoint that is no function': () => subscribe('lambda', 'notifications'),
  'a queue that is named by its URL': () => subscribe('sqs', 'http://127.0.0.1:4566/000000000000/orders'),
  "a function's ARN for a queue": () => subscribe('sqs', lambda),
  'a FIFO queue': () => subscribe('sqs', `${queue}.fifo`),
  'an empty message': () => publish(''),
  'a message over 256 KiB': () => publish('x'.repeat(262_145)),
  'a subject with a line break': () => publish('x', { Subject: 'a\nb' }),
  'a subject over 100 characters': () => publish('x', { Subject: 'a'.repeat(101) }),
  'structured text without a default': () => publish('{"email":"x"}', { MessageStructure: 'json' }),
  'structured text that is no JSON': () => publish('{', { MessageStructure: 'json' }),
  'an attribute of an unknown type': () =>
    publish('x', { MessageAttributes: { a: { DataType: 'Date', StringValue: 'b' } } }),
  'no topic': () => client.send(new PublishCommand({ Message: 'x', PhoneNumber: '+491' })),
  'a token that was never given': () => client.send(new ListTopicsCommand({ NextToken: 'junk' })),
};

test.each(Object.entries(refused))('%s is an InvalidParameter', async (_, run) => {
  await expect(run()).rejects.toMatchObject({
    Code: 'InvalidParameter',
    message: expect.stringMatching(/^Invalid parameter: ./),
  });
});

test('a topic that does not exist is NotFound', async () => {
  const missing = { TopicArn: 'arn:aws:sns:us-east-1:000000000000:none' };
  const runs = [
    client.send(new PublishCommand({ ...missing, Message: 'x' })),
    client.send(new SubscribeCommand({ ...missing, Protocol: 'email', Endpoint: 'a@b.c' })),
    client.send(new GetTopicAttributesCommand(missing)),
    client.send(new ListSubscriptionsByTopicCommand(missing)),
  ];
  for (const run of runs) await expect(run).rejects.toThrow(NotFoundException);
});
