import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import type { JsonObject, JsonValue } from '../../../local/aws/json.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import type { VendedSample } from '../../../local/aws/record-metric.ts';
import { type Clock, createClock } from '../../../local/clock.ts';
import type { Event } from '../../../local/events/event.ts';
import { type EventBus, openEventBus } from '../../../local/events/event-bus.ts';
import { UndeliverableError } from '../../../local/events/undeliverable-error.ts';
import { inTransaction } from '../../../local/store.ts';

const START = Date.parse('2026-11-21T03:00:30Z');
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
const arn = (rest: string): string => `arn:aws:${rest}`;
const QUEUE = arn('sqs:us-east-1:000000000000:orders');
const DEAD = arn('sqs:us-east-1:000000000000:dead');
const TOPIC = arn('sns:us-east-1:000000000000:critical');
const LAMBDA = arn('lambda:us-east-1:000000000000:function:notifications');
const LOGS = arn('logs:us-east-1:000000000000:log-group:/aws/events/orders:*');

let database: DatabaseSync;
let clock: Clock;
let bus: EventBus;
let ids = 0;
/** Answers of targets that fail, by ARN; one is used up by each attempt. */
const failures = new Map<string, Error[]>();
const delivered: { to: string; body: unknown; at: number; attributes?: unknown }[] = [];
const samples: VendedSample[] = [];
const logged: string[] = [];

const take = (to: string, body: unknown, attributes?: Readonly<Record<string, string>>): void => {
  const failure = failures.get(to)?.shift();
  if (failure) throw failure;
  const known = attributes && Object.keys(attributes).length > 0;
  delivered.push({ to, body, at: clock.now() - START, ...(known && { attributes }) });
};

function open(): void {
  bus = openEventBus({
    store: database,
    clock,
    record: (sample) => samples.push(sample),
    randomId: () => `id-${++ids}`,
    region: 'us-east-1',
    accountId: '000000000000',
    deliverToLambda: async (to, event) => take(to, event),
    deliverToQueue: take,
    deliverToTopic: take,
    deliverToLogGroup: take,
    log: (line) => logged.push(line),
  });
}

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  clock = createClock({ mode: 'simulated', speed: 1, start: START });
  ids = 0;
  for (const list of [delivered, samples, logged]) list.length = 0;
  failures.clear();
  open();
});

async function call(operation: string, input: JsonObject): Promise<JsonObject> {
  const run = bus.service.operations[operation];
  if (run === undefined) throw new RangeError(`no operation ${operation}`);
  const context = { now: clock.now(), region: 'us-east-1', accountId: '000000000000' };
  return JSON.parse(JSON.stringify(await run(input, context)));
}

const shopEvents = JSON.stringify({ source: ['shop'] });
const order = {
  Source: 'shop',
  DetailType: 'order placed',
  Detail: '{"id":"ord_1","total":{"cents":995},"lines":[{"sku":"tea"},{"sku":"cup"}]}',
};

async function rule(targets: readonly JsonObject[], input: JsonObject = { EventPattern: shopEvents }): Promise<void> {
  await call('PutRule', { Name: 'r', ...input });
  if (targets.length > 0) await call('PutTargets', { Rule: 'r', Targets: targets });
}

async function put(entry: JsonObject = order): Promise<JsonObject> {
  const answer = await call('PutEvents', { Entries: [entry] });
  await clock.settled();
  return answer;
}

const counted = (name: string): number =>
  samples.filter(
    (sample) => sample.namespace === 'AWS/Events' && sample.name === name && sample.dimensions.RuleName === 'r',
  ).length;

describe('an event', () => {
  it('gets whole to a queue, a topic, a log group and a function', async () => {
    await rule([QUEUE, TOPIC, LOGS, LAMBDA].map((Arn, index) => ({ Id: `t${index}`, Arn })));
    const { Entries, FailedEntryCount } = await put({ ...order, Resources: ['arn:x'], Time: START / 1000 - 60 });
    const event = {
      version: '0',
      id: 'id-1',
      'detail-type': 'order placed',
      source: 'shop',
      account: '000000000000',
      time: '2026-11-21T02:59:30Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: JSON.parse(order.Detail),
    };
    expect({ Entries, FailedEntryCount }).toEqual({ Entries: [{ EventId: 'id-1' }], FailedEntryCount: 0 });
    const text = JSON.stringify(event);
    expect(delivered.map(({ to, body }) => [to, body])).toEqual([
      [QUEUE, text],
      [TOPIC, text],
      ['/aws/events/orders', text],
      [LAMBDA, event],
    ]);
    expect(['MatchedEvents', 'TriggeredRules', 'Invocations', 'FailedInvocations'].map(counted)).toEqual([1, 1, 4, 0]);
  });

  it('gets nowhere when no rule matches, or its rule is disabled', async () => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    await put({ ...order, Source: 'other' });
    await call('DisableRule', { Name: 'r' });
    await put();
    expect(delivered).toEqual([]);
    expect(counted('MatchedEvents')).toBe(0);
    await call('EnableRule', { Name: 'r' });
    await put();
    expect(delivered).toHaveLength(1);
  });

  it('put within a transaction that fails gets nowhere', async () => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    const event: Event = {
      version: '0',
      id: 'i',
      'detail-type': 'd',
      source: 'shop',
      account: '0',
      time: '',
      region: '',
      resources: [],
      detail: {},
    };
    const failing = () =>
      inTransaction(database, () => {
        bus.put(event);
        throw new RangeError('rolled back');
      });
    expect(failing).toThrow('rolled back');
    bus.stop();
    open();
    await clock.advance(HOUR);
    expect(delivered).toEqual([]);
  });

  it('accepted before a stop is delivered after the next start, with all rules and targets there', async () => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    const event: Event = {
      version: '0',
      id: 'i',
      'detail-type': 'd',
      source: 'shop',
      account: '0',
      time: '',
      region: '',
      resources: [],
      detail: {},
    };
    expect(bus.put(event)).toBeTypeOf('function');
    bus.stop();
    open();
    await clock.advance(MINUTE);
    expect(delivered).toEqual([{ to: QUEUE, body: JSON.stringify(event), at: SECOND }]);
    await put();
    expect(delivered).toHaveLength(2);
  });
});

describe('a target gets', () => {
  const inputs: Record<string, [target: JsonObject, expected: string]> = {
    'a constant': [{ Input: '{"hello":"world"}' }, '{"hello":"world"}'],
    'a part': [{ InputPath: '$.detail.total' }, '{"cents":995}'],
    'an element': [{ InputPath: '$.detail.lines[1].sku' }, '"cup"'],
    'all elements': [{ InputPath: '$.detail.lines[*].sku' }, '["tea","cup"]'],
    'null for a part that is not there': [{ InputPath: '$.detail.lines[7]' }, 'null'],
    'JSON with values put in': [
      {
        InputTransformer: {
          InputPathsMap: { id: '$.detail.id', total: '$.detail.total', none: '$.x' },
          InputTemplate: '{"order": <id>, "total": <total>, "none": <none>}',
        },
      },
      '{"order": "ord_1", "total": {"cents":995}, "none": null}',
    ],
    'JSON with texts put in between quotes': [
      {
        InputTransformer: {
          InputPathsMap: { id: '$.detail.id', total: '$.detail.total', none: '$.x' },
          InputTemplate: '{"text": "Order \\"<id>\\" of <total><none>"}',
        },
      },
      '{"text": "Order \\"ord_1\\" of {\\"cents\\":995}"}',
    ],
    'a text': [
      { InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: 'Order <id> was placed, <b>' } },
      'Order ord_1 was placed, <b>',
    ],
    'the variables that are always there': [
      {
        InputTransformer: {
          InputTemplate: '[<aws.events.rule-name>, <aws.events.rule-arn>, <aws.events.event.ingestion-time>]',
        },
      },
      '["r", "arn:aws:events:us-east-1:000000000000:rule/r", "2026-11-21T03:00:30Z"]',
    ],
  };

  it.each(Object.entries(inputs))('%s', async (_, [target, expected]) => {
    await rule([{ Id: 't', Arn: QUEUE, ...target }]);
    await put();
    expect(delivered.map(({ body }) => body)).toEqual([expected]);
  });

  it('the event without and with its detail', async () => {
    await rule([
      {
        Id: 't',
        Arn: LAMBDA,
        InputTransformer: { InputTemplate: '{"a": <aws.events.event>, "b": <aws.events.event.json>}' },
      },
    ]);
    await put();
    const body = delivered[0]?.body;
    expect(body).toMatchObject({ a: { source: 'shop' }, b: { source: 'shop', detail: { id: 'ord_1' } } });
    expect(body).not.toHaveProperty('a.detail');
  });
});

describe('a delivery that fails', () => {
  const trouble = (times: number): Error[] => Array.from({ length: times }, () => new Error('busy'));

  it('is tried again, each time later, until it succeeds', async () => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    failures.set(QUEUE, trouble(4));
    await put();
    await clock.advance(HOUR);
    expect(delivered.map(({ at }) => at)).toEqual([15 * SECOND]);
    expect(['Invocations', 'RetryInvocationAttempts', 'FailedInvocations'].map(counted)).toEqual([1, 4, 0]);
  });

  it('goes on being tried after a restart', async () => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    failures.set(QUEUE, trouble(5));
    await put();
    await clock.advance(20 * SECOND);
    bus.stop();
    open();
    await clock.advance(HOUR);
    expect(delivered.map(({ at }) => at)).toEqual([31 * SECOND]);
  });

  it('goes to the dead-letter queue when its retries run out', async () => {
    await rule([{ Id: 't', Arn: QUEUE, DeadLetterConfig: { Arn: DEAD }, RetryPolicy: { MaximumRetryAttempts: 2 } }]);
    failures.set(QUEUE, trouble(9));
    await put();
    await clock.advance(HOUR);
    expect(delivered).toEqual([
      {
        to: DEAD,
        body: expect.stringContaining('"detail-type":"order placed"'),
        at: 3 * SECOND,
        attributes: {
          RULE_ARN: arn('events:us-east-1:000000000000:rule/r'),
          TARGET_ARN: QUEUE,
          ERROR_CODE: 'SDK_CLIENT_ERROR',
          ERROR_MESSAGE: 'busy',
          RETRY_ATTEMPTS: '2',
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
        },
      },
    ]);
    expect(failures.get(QUEUE)).toHaveLength(6);
    expect(['FailedInvocations', 'InvocationsSentToDlq'].map(counted)).toEqual([1, 1]);
  });

  it('goes there when the event is too old for a retry', async () => {
    await rule([
      { Id: 't', Arn: QUEUE, DeadLetterConfig: { Arn: DEAD }, RetryPolicy: { MaximumEventAgeInSeconds: 60 } },
    ]);
    failures.set(QUEUE, trouble(9));
    await put();
    await clock.advance(HOUR);
    expect(delivered).toMatchObject([
      { to: DEAD, attributes: { EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds', RETRY_ATTEMPTS: '5' } },
    ]);
  });

  it('is tried 185 times within the 24 hours of the default policy', async () => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    failures.set(QUEUE, trouble(500));
    await put();
    await clock.advance(48 * HOUR);
    expect(failures.get(QUEUE)).toHaveLength(500 - 186);
    expect(logged).toEqual([expect.stringContaining(`could not deliver to ${QUEUE}: busy`)]);
    expect(samples.at(-1)?.timestamp).toBeLessThanOrEqual(START + 24 * HOUR);
  });

  it('goes there at once when there is no such target', async () => {
    await rule([{ Id: 't', Arn: LAMBDA, DeadLetterConfig: { Arn: DEAD } }]);
    failures.set(LAMBDA, [new UndeliverableError('no such function')]);
    await put();
    expect(delivered).toMatchObject([
      {
        to: DEAD,
        at: 0,
        attributes: { ERROR_CODE: 'NO_RESOURCE', ERROR_MESSAGE: 'no such function', RETRY_ATTEMPTS: '0' },
      },
    ]);
    expect(delivered[0]?.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
  });

  it('is lost, and said to be, when there is no dead-letter queue either', async () => {
    await rule([{ Id: 't', Arn: QUEUE, DeadLetterConfig: { Arn: DEAD } }]);
    failures.set(QUEUE, [new UndeliverableError('no such queue')]);
    failures.set(DEAD, [new UndeliverableError('no such queue')]);
    await put();
    await clock.advance(HOUR);
    expect(delivered).toEqual([]);
    expect(['FailedInvocations', 'InvocationsSentToDlq', 'InvocationsFailedToBeSentToDlq'].map(counted)).toEqual([
      1, 0, 1,
    ]);
    expect(logged).toHaveLength(2);
  });

  it('in a function is tried twice more, as Lambda does, and is no failure of the rule', async () => {
    await rule([{ Id: 't', Arn: LAMBDA, DeadLetterConfig: { Arn: DEAD } }]);
    failures.set(LAMBDA, trouble(3));
    await put();
    await clock.advance(HOUR);
    expect(failures.get(LAMBDA)).toEqual([]);
    expect(delivered).toEqual([]);
    expect(counted('FailedInvocations')).toBe(0);
    failures.set(LAMBDA, trouble(2));
    await put();
    await clock.advance(HOUR);
    expect(delivered).toMatchObject([{ to: LAMBDA, at: HOUR + 3 * MINUTE }]);
  });

  it('to a function for an input that is not JSON is given up', async () => {
    await rule([
      { Id: 't', Arn: LAMBDA, InputTransformer: { InputTemplate: 'hello' }, DeadLetterConfig: { Arn: DEAD } },
    ]);
    await put();
    expect(delivered).toMatchObject([
      { to: DEAD, attributes: { ERROR_MESSAGE: 'The input made for the function is not JSON.' } },
    ]);
  });
});

describe('a scheduled rule', () => {
  const times = (): string[] => delivered.map(({ body }) => JSON.parse(String(body)).time);

  it('sends its event at its rate from when it was made, also after a restart', async () => {
    await rule([{ Id: 't', Arn: QUEUE }], { ScheduleExpression: 'rate(5 minutes)' });
    await clock.advance(11 * MINUTE);
    bus.stop();
    open();
    await clock.advance(5 * MINUTE);
    expect(times()).toEqual(['2026-11-21T03:05:30Z', '2026-11-21T03:10:30Z', '2026-11-21T03:15:30Z']);
    expect(JSON.parse(String(delivered[0]?.body))).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: [arn('events:us-east-1:000000000000:rule/r')],
      detail: {},
    });
  });

  it('sends it at the times of its cron expression until it is disabled or deleted', async () => {
    await rule([{ Id: 't', Arn: QUEUE }], { ScheduleExpression: 'cron(0 4,6 * * ? *)' });
    await clock.advance(2 * HOUR);
    await call('DisableRule', { Name: 'r' });
    await clock.advance(24 * HOUR);
    await call('EnableRule', { Name: 'r' });
    await clock.advance(2 * HOUR);
    expect(times()).toEqual(['2026-11-21T04:00:00Z', '2026-11-22T06:00:00Z']);
    await call('RemoveTargets', { Rule: 'r', Ids: ['t'] });
    await call('DeleteRule', { Name: 'r' });
    await clock.advance(48 * HOUR);
    expect(times()).toHaveLength(2);
  });
});

describe('rules and targets', () => {
  it('are described and listed as they were put', async () => {
    const input = { EventPattern: shopEvents, Description: 'd', State: 'DISABLED', RoleArn: 'arn:aws:iam::0:role/r' };
    const target = { Id: 't', Arn: QUEUE, InputPath: '$.detail', RetryPolicy: { MaximumRetryAttempts: 3 } };
    await rule([target], input);
    const described = {
      Name: 'r',
      Arn: arn('events:us-east-1:000000000000:rule/r'),
      EventBusName: 'default',
      ...input,
    };
    expect(await call('DescribeRule', { Name: 'r' })).toEqual({ ...described, CreatedBy: '000000000000' });
    expect(await call('ListRules', { NamePrefix: 'r', EventBusName: 'default' })).toEqual({ Rules: [described] });
    expect(await call('ListRules', { NamePrefix: 'x' })).toEqual({ Rules: [] });
    expect(await call('ListTargetsByRule', { Rule: 'r' })).toEqual({ Targets: [target] });
    expect(await call('ListRuleNamesByTarget', { TargetArn: QUEUE })).toEqual({ RuleNames: ['r'] });
    expect(await call('ListRuleNamesByTarget', { TargetArn: TOPIC })).toEqual({ RuleNames: [] });
  });

  it('are listed page by page', async () => {
    for (const name of ['a', 'b', 'c']) await call('PutRule', { Name: name, EventPattern: shopEvents });
    const first = await call('ListRules', { Limit: 2 });
    const second = await call('ListRules', { Limit: 2, NextToken: first.NextToken ?? '' });
    const names = [first, second].map(({ Rules }) => (Array.isArray(Rules) ? Rules.map(({ Name }) => Name) : []));
    expect(names).toEqual([['a', 'b'], ['c']]);
    expect(second).not.toHaveProperty('NextToken');
  });

  it('put again are replaced, a rule keeping its targets', async () => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    await call('PutRule', { Name: 'r', EventPattern: '{"source":["other"]}' });
    await call('PutTargets', { Rule: 'r', Targets: [{ Id: 't', Arn: TOPIC }] });
    await put({ ...order, Source: 'other' });
    expect(delivered.map(({ to }) => to)).toEqual([TOPIC]);
  });

  it('belong to one bus', async () => {
    const bus = { Name: 'default', Arn: arn('events:us-east-1:000000000000:event-bus/default') };
    expect(await call('ListEventBuses', {})).toEqual({ EventBuses: [bus] });
    expect(await call('ListEventBuses', { NamePrefix: 'x' })).toEqual({ EventBuses: [] });
    expect(await call('DescribeEventBus', {})).toEqual(bus);
  });

  it('an event can be tested against a pattern', async () => {
    const whole = { id: '1', account: '0', source: 'shop', time: '', region: '', resources: [], 'detail-type': 'd' };
    const test = (Event: JsonValue) =>
      call('TestEventPattern', { EventPattern: shopEvents, Event: JSON.stringify(Event) });
    expect(await test(whole)).toEqual({ Result: true });
    expect(await test({ ...whole, source: 'x' })).toEqual({ Result: false });
    await expect(test({ source: 'shop' })).rejects.toThrow('it must have the member id');
    await expect(test('x')).rejects.toThrow('Parameter Event is not valid.');
  });
});

describe('a request is refused', () => {
  const target = { Id: 't', Arn: QUEUE };
  const putTarget = (change: JsonObject): [string, JsonObject] => [
    'PutTargets',
    { Rule: 'r', Targets: [{ ...target, ...change }] },
  ];
  const cases: Record<string, [call: [operation: string, input: JsonObject], code: string, message: string]> = {
    'for a rule without name': [
      ['PutRule', { EventPattern: shopEvents }],
      'ValidationException',
      "at 'name' failed to satisfy constraint: Member must not be null",
    ],
    'for a rule with a bad name': [
      ['PutRule', { Name: 'a b', EventPattern: shopEvents }],
      'ValidationException',
      'regular expression pattern: [.\\-_A-Za-z0-9]+',
    ],
    'for a rule with neither pattern nor schedule': [
      ['PutRule', { Name: 'x' }],
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    ],
    'for a rule with a bad pattern': [
      ['PutRule', { Name: 'x', EventPattern: 'x' }],
      'InvalidEventPatternException',
      'Event pattern is not valid. Reason: Filter is not an object',
    ],
    'for a rule with a bad rate': [
      ['PutRule', { Name: 'x', ScheduleExpression: 'rate(1 minutes)' }],
      'ValidationException',
      'Parameter ScheduleExpression is not valid.',
    ],
    'for a rule with no ? among its days': [
      ['PutRule', { Name: 'x', ScheduleExpression: 'cron(0 6 * * * *)' }],
      'ValidationException',
      'Exactly one of the two day fields',
    ],
    'for a rule with no schedule in its expression': [
      ['PutRule', { Name: 'x', ScheduleExpression: 'daily' }],
      'ValidationException',
      'neither a rate nor a cron',
    ],
    'for a rule with a bad state': [
      ['PutRule', { Name: 'x', EventPattern: shopEvents, State: 'ON' }],
      'ValidationException',
      'enum value set',
    ],
    'for a rule on another bus': [
      ['PutRule', { Name: 'x', EventPattern: shopEvents, EventBusName: 'mine' }],
      'ResourceNotFoundException',
      'Event bus mine does not exist.',
    ],
    'about a rule that is not there': [
      ['DescribeRule', { Name: 'x' }],
      'ResourceNotFoundException',
      'Rule x does not exist on EventBus default.',
    ],
    'about targets of a rule that is not there': [
      ['PutTargets', { Rule: 'x', Targets: [target] }],
      'ResourceNotFoundException',
      'Rule x does not exist',
    ],
    'to delete a rule with targets': [
      ['DeleteRule', { Name: 'r' }],
      'ValidationException',
      "Rule can't be deleted since it has targets.",
    ],
    'for no targets': [
      ['PutTargets', { Rule: 'r', Targets: [] }],
      'ValidationException',
      "at 'targets' failed to satisfy constraint",
    ],
    'for more than five targets': [
      ['PutTargets', { Rule: 'r', Targets: [1, 2, 3, 4, 5].map((id) => ({ Id: `n${id}`, Arn: QUEUE })) }],
      'LimitExceededException',
      'exceeds the maximum number allowed',
    ],
    'for a target of another kind': [
      putTarget({ Arn: arn('states:us-east-1:000000000000:stateMachine:x') }),
      'ValidationException',
      'Provided Arn is not that of',
    ],
    'for a FIFO queue': [putTarget({ Arn: `${QUEUE}.fifo` }), 'ValidationException', 'a standard queue'],
    'for a target with two inputs': [
      putTarget({ Input: '1', InputPath: '$' }),
      'ValidationException',
      'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
    ],
    'for an input that is not JSON': [putTarget({ Input: 'hello' }), 'ValidationException', 'valid JSON text'],
    'for a bad path': [putTarget({ InputPath: 'detail' }), 'ValidationException', 'Invalid JSON path detail'],
    'for a bad path of a variable': [
      putTarget({ InputTransformer: { InputPathsMap: { a: '$..b' }, InputTemplate: '<a>' } }),
      'ValidationException',
      'Invalid JSON path $..b',
    ],
    'for a variable with a reserved name': [
      putTarget({ InputTransformer: { InputPathsMap: { awsId: '$.id' }, InputTemplate: '<a>' } }),
      'ValidationException',
      'starts with AWS',
    ],
    'for too many retries': [
      putTarget({ RetryPolicy: { MaximumRetryAttempts: 186 } }),
      'ValidationException',
      'less than or equal to 185',
    ],
    'for too young an age': [
      putTarget({ RetryPolicy: { MaximumEventAgeInSeconds: 59 } }),
      'ValidationException',
      'greater than or equal to 60',
    ],
    'for a dead-letter topic': [
      putTarget({ DeadLetterConfig: { Arn: TOPIC } }),
      'ValidationException',
      'not the ARN of a standard queue',
    ],
    'for no events': [['PutEvents', { Entries: [] }], 'ValidationException', "at 'entries'"],
    'for more than ten events': [
      ['PutEvents', { Entries: Array.from({ length: 11 }, () => order) }],
      'ValidationException',
      'less than or equal to 10',
    ],
    'for events beyond 256 KB together': [
      ['PutEvents', { Entries: [1, 2].map(() => ({ ...order, Detail: JSON.stringify({ a: 'x'.repeat(131_100) }) })) }],
      'ValidationException',
      'Total size of the entries in the request is over the limit.',
    ],
    'with a limit of none': [['ListRules', { Limit: 0 }], 'ValidationException', "at 'limit'"],
    'with a token that was never given out': [['ListRules', { NextToken: 'x' }], 'ValidationException', 'NextToken'],
  };

  it.each(Object.entries(cases))('%s', async (_, [[operation, input], code, message]) => {
    await rule([{ Id: 'there', Arn: QUEUE }]);
    await expect(call(operation, input)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  const entries: Record<string, [change: JsonObject, code: string]> = {
    'without source': [{ Source: '' }, 'InvalidArgument'],
    'without detail': [{ Detail: null }, 'InvalidArgument'],
    'with a detail that is no object': [{ Detail: '[1]' }, 'MalformedDetail'],
    'with a detail nested too deep': [
      { Detail: `{"a":${'['.repeat(90_000)}${']'.repeat(90_000)}}` },
      'MalformedDetail',
    ],
    'of a source of AWS': [{ Source: 'aws.cloudwatch' }, 'NotAuthorizedForSourceException'],
    'at no time': [{ Time: -1 }, 'InvalidArgument'],
    'for another bus': [{ EventBusName: 'mine' }, 'ResourceNotFoundException'],
    'with a text for its resources': [{ Resources: 'x' }, 'SerializationException'],
  };

  it.each(Object.entries(entries))('an event %s fails alone', async (_, [change, code]) => {
    await rule([{ Id: 't', Arn: QUEUE }]);
    const sent = call('PutEvents', { Entries: [{ ...order, ...change }, order] });
    if (code === 'SerializationException') return expect(sent).rejects.toMatchObject({ code });
    expect(await sent).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: code }, { EventId: expect.any(String) }],
    });
    await clock.settled();
    expect(delivered).toHaveLength(1);
  });
});

describe('over HTTP', () => {
  const bugs: unknown[] = [];
  let url = '';
  const server = createAwsServer({
    services: [{ name: 'events', protocol: 'awsJson1_1', target: 'AWSEvents', operations: {} }].map((service) => ({
      ...service,
      protocol: 'awsJson1_1',
      get operations() {
        return bus.service.operations;
      },
    })),
    control: () => ({ status: 404 }),
    now: () => clock.now(),
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => bugs.push(error),
  });
  beforeAll(async () => {
    url = `http://127.0.0.1:${await listenOnLoopback(server, 0)}/`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  const post = async (operation: string, body: string) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` };
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
  };

  it('requests are answered as the JSON 1.1 protocol has it', async () => {
    await post('PutRule', JSON.stringify({ Name: 'r', EventPattern: shopEvents }));
    await post('PutTargets', JSON.stringify({ Rule: 'r', Targets: [{ Id: 't', Arn: QUEUE }] }));
    expect(await post('PutEvents', JSON.stringify({ Entries: [order] }))).toEqual({
      status: 200,
      type: 'application/x-amz-json-1.1',
      body: { FailedEntryCount: 0, Entries: [{ EventId: 'id-1' }] },
    });
    await clock.settled();
    expect(delivered).toHaveLength(1);
    expect(await post('DescribeRule', '{"Name":"x"}')).toMatchObject({
      status: 400,
      body: { __type: 'ResourceNotFoundException', message: 'Rule x does not exist on EventBus default.' },
    });
  });

  it('no input, however wrong, is answered by a fault of the server', async () => {
    const operations = Object.keys(bus.service.operations);
    const members = fc.dictionary(
      fc.constantFrom(
        'Name',
        'Rule',
        'Targets',
        'Entries',
        'EventPattern',
        'ScheduleExpression',
        'Ids',
        'Id',
        'Arn',
        'Limit',
        'State',
        'Event',
      ),
      fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom('r', 'rate(5 minutes)', [{ Id: 't', Arn: QUEUE, Input: 1 }], [{ Source: 1 }], '{"a":[1]}', [
          't',
        ]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), members, async (operation, input) => {
        expect((await post(operation, JSON.stringify(input))).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    expect(bugs).toEqual([]);
  });
});
