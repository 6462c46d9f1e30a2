import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../local/aws/json.ts';
import { type Clock, createClock } from '../../local/clock.ts';
import { type CloudWatch, createCloudWatch } from '../../local/cloudwatch/create-cloudwatch.ts';
import { createEventTargets } from '../../local/event-targets.ts';
import { type EventBus, openEventBus } from '../../local/events/event-bus.ts';
import { type LogStore, openLogStore } from '../../local/logs/log-store.ts';
import { openTopics, type Topics } from '../../local/sns/topics.ts';
import { openQueues, type Queues } from '../../local/sqs/queues.ts';

const START = Date.parse('2026-11-21T03:00:00Z');
const MINUTE = 60_000;
const place = { region: 'us-east-1', accountId: '000000000000' };
const ALARM_EVENTS = JSON.stringify({
  source: ['aws.cloudwatch'],
  'detail-type': ['CloudWatch Alarm State Change'],
  detail: { state: { value: ['ALARM'] } },
});

let clock: Clock;
let store: DatabaseSync;
let cloudwatch: CloudWatch;
let events: EventBus;
let queues: Queues;
let topics: Topics;
let logs: LogStore;
const invoked: unknown[] = [];

function open(start: number): void {
  let ids = 0;
  const randomId = (): string => `id-${++ids}`;
  clock = createClock({ mode: 'simulated', speed: 1, start });
  const now = (): number => clock.now();
  const onError = (error: unknown): never => {
    throw error;
  };
  cloudwatch = createCloudWatch({
    clock,
    store,
    onError,
    putEvent: (event) => events.put(event),
    publish: () => undefined,
    ...place,
  });
  const { record } = cloudwatch;
  const log = (): void => {};
  queues = openQueues({ store, clock, record, randomId, ...place });
  topics = openTopics({
    store,
    clock,
    record,
    randomId,
    log,
    deliverToLambda: async () => {},
    deliverToQueue: () => {},
    ...place,
  });
  logs = openLogStore({ store, now, record, onError });
  const invokeFunction = async (functionArn: string, event: unknown): Promise<void> => {
    if (!functionArn.endsWith(':known')) throw new RangeError('There is no function.');
    invoked.push(event);
  };
  events = openEventBus({
    ...{ store, clock, record, randomId, log, ...place },
    ...createEventTargets({ queues, topics, logs, now, invokeFunction }),
  });
  cloudwatch.startEvaluation();
}

function close(): void {
  clock.stop();
  queues.stop();
  events.stop();
  cloudwatch.stop();
  logs.close();
}

beforeEach(() => {
  invoked.length = 0;
  store = new DatabaseSync(':memory:');
  open(START);
  queues.create('alarms');
});
afterEach(close);

async function call(service: CloudWatch['service'], operation: string, input: JsonObject): Promise<void> {
  await service.operations[operation]?.(input, { now: clock.now(), ...place });
}

async function rule(arn: string, change: JsonObject = {}): Promise<void> {
  await call(events.service, 'PutRule', { Name: 'alarms', EventPattern: ALARM_EVENTS });
  await call(events.service, 'PutTargets', { Rule: 'alarms', Targets: [{ Id: 't', Arn: arn, ...change }] });
}

const alarm = (name: string, change: JsonObject = {}) =>
  call(cloudwatch.service, 'PutMetricAlarm', {
    ...{ AlarmName: name, Namespace: 'SmallCart/test', MetricName: 'Orders', Statistic: 'Sum', Period: 60 },
    ...{ EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold', ...change },
  });

const recordOrders = (value: number): void =>
  cloudwatch.record({
    namespace: 'SmallCart/test',
    name: 'Orders',
    dimensions: {},
    unit: 'Count',
    timestamp: clock.now(),
    value,
  });

const received = (queue = 'alarms') =>
  (queues.byArn(`arn:aws:sqs:us-east-1:000000000000:${queue}`)?.receive(10) ?? []).map(
    ({ body, messageAttributes }) => ({
      ...JSON.parse(body),
      because: messageAttributes.ERROR_MESSAGE?.StringValue,
    }),
  );

describe('the event of an alarm that goes to ALARM', () => {
  it('reaches a queue through a rule, and that of its return to OK does not', async () => {
    await rule('arn:aws:sqs:us-east-1:000000000000:alarms');
    await alarm('orders');
    for (const value of [9, 0, 0]) {
      recordOrders(value);
      await clock.advance(MINUTE);
    }
    expect(received()).toMatchObject([
      {
        version: '0',
        source: 'aws.cloudwatch',
        'detail-type': 'CloudWatch Alarm State Change',
        account: '000000000000',
        region: 'us-east-1',
        time: '2026-11-21T03:01:00Z',
        resources: ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:orders'],
        detail: { alarmName: 'orders', state: { value: 'ALARM' }, previousState: { value: 'INSUFFICIENT_DATA' } },
      },
    ]);
  });

  it('comes also while a mute rule mutes its actions, and tells of it', async () => {
    await rule('arn:aws:sqs:us-east-1:000000000000:alarms', { InputPath: '$.detail.muteDetail' });
    await alarm('orders', { AlarmActions: ['arn:aws:sns:us-east-1:000000000000:critical'] });
    const Rule = { Schedule: { Expression: 'at(2026-11-21T03:00)', Duration: 'PT1H' } };
    await call(cloudwatch.service, 'PutAlarmMuteRule', {
      Name: 'quiet',
      Rule,
      MuteTargets: { AlarmNames: ['orders'] },
    });
    recordOrders(9);
    await clock.advance(MINUTE);
    expect(received()).toMatchObject([
      {
        mutedByArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm-mute-rule:quiet',
        muteWindowStart: '2026-11-21T03:00:00.000+0000',
        muteWindowEnd: '2026-11-21T04:00:00.000+0000',
      },
    ]);
  });

  it('reaches the queue after a restart, too', async () => {
    await rule('arn:aws:sqs:us-east-1:000000000000:alarms');
    await alarm('orders');
    close();
    open(START + MINUTE);
    recordOrders(9);
    await clock.advance(MINUTE);
    expect(received()).toMatchObject([{ time: '2026-11-21T03:02:00Z' }]);
  });

  it('reaches a topic', async () => {
    const topicArn = topics.create('ops');
    topics.subscribe(topicArn, { protocol: 'email', endpoint: 'oncall@example.com' });
    await rule(topicArn, {
      InputTransformer: { InputPathsMap: { name: '$.detail.alarmName' }, InputTemplate: 'See <name>' },
    });
    await alarm('orders');
    recordOrders(9);
    await clock.advance(MINUTE);
    expect(topics.notifications(0)).toMatchObject([{ body: 'See orders' }]);
  });

  it('reaches a log group', async () => {
    logs.createGroup('/aws/events/alarms');
    const seen: string[] = [];
    logs.subscribe((group, _stream, { message }) => seen.push(`${group} ${JSON.parse(message).detail.alarmName}`));
    await rule('arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/alarms');
    await alarm('orders');
    recordOrders(9);
    await clock.advance(MINUTE);
    expect(seen).toEqual(['/aws/events/alarms orders']);
  });

  it('reaches a function', async () => {
    await rule('arn:aws:lambda:us-east-1:000000000000:function:known');
    await alarm('orders');
    recordOrders(9);
    await clock.advance(MINUTE);
    expect(invoked).toMatchObject([{ detail: { alarmName: 'orders' } }]);
  });
});

it.each([
  ['sqs:us-east-1:000000000000:none', 'The queue does not exist.'],
  ['sns:us-east-1:000000000000:none', 'The topic does not exist.'],
  ['logs:us-east-1:000000000000:log-group:none', 'The log group does not exist.'],
  ['lambda:us-east-1:000000000000:function:none', 'The function does not exist.'],
])('an event for %s goes to the dead-letter queue: %s', async (target, because) => {
  queues.create('dead');
  await rule(`arn:aws:${target}`, { DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:dead' } });
  await alarm('orders');
  recordOrders(9);
  await clock.advance(MINUTE);
  expect(received('dead')).toMatchObject([{ detail: { alarmName: 'orders' }, because }]);
});
