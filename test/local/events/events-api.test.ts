import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import type { JsonObject, JsonValue } from '../../../local/aws/json.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { type EmbeddedEvents, embedEvents, ORDER_PLACED, SHOP_EVENTS } from '../../support/embedded-events.ts';

const arn = (rest: string): string => `arn:aws:${rest}`;
const QUEUE = arn('sqs:us-east-1:000000000000:orders');
const TOPIC = arn('sns:us-east-1:000000000000:critical');

let system: EmbeddedEvents;
beforeEach(() => {
  system = embedEvents();
});

describe('rules and targets', () => {
  it('are described and listed as they were put', async () => {
    const input = { EventPattern: SHOP_EVENTS, Description: 'd', State: 'DISABLED', RoleArn: 'arn:aws:iam::0:role/r' };
    const target = { Id: 't', Arn: QUEUE, InputPath: '$.detail', RetryPolicy: { MaximumRetryAttempts: 3 } };
    await system.rule([target], input);
    const described = {
      Name: 'r',
      Arn: arn('events:us-east-1:000000000000:rule/r'),
      EventBusName: 'default',
      ...input,
    };
    expect(await system.call('DescribeRule', { Name: 'r' })).toEqual({ ...described, CreatedBy: '000000000000' });
    expect(await system.call('ListRules', { NamePrefix: 'r', EventBusName: 'default' })).toEqual({
      Rules: [described],
    });
    expect(await system.call('ListRules', { NamePrefix: 'x' })).toEqual({ Rules: [] });
    expect(await system.call('ListTargetsByRule', { Rule: 'r' })).toEqual({ Targets: [target] });
    expect(await system.call('ListRuleNamesByTarget', { TargetArn: QUEUE })).toEqual({ RuleNames: ['r'] });
    expect(await system.call('ListRuleNamesByTarget', { TargetArn: TOPIC })).toEqual({ RuleNames: [] });
  });

  it('are listed page by page', async () => {
    for (const name of ['a', 'b', 'c']) await system.call('PutRule', { Name: name, EventPattern: SHOP_EVENTS });
    const first = await system.call('ListRules', { Limit: 2 });
    const second = await system.call('ListRules', { Limit: 2, NextToken: first.NextToken ?? '' });
    const names = [first, second].map(({ Rules }) => (Array.isArray(Rules) ? Rules.map(({ Name }) => Name) : []));
    expect(names).toEqual([['a', 'b'], ['c']]);
    expect(second).not.toHaveProperty('NextToken');
  });

  it('are 300 at most', async () => {
    for (let n = 0; n < 300; n++) await system.call('PutRule', { Name: `r${n}`, EventPattern: SHOP_EVENTS });
    await system.call('PutRule', { Name: 'r0', EventPattern: SHOP_EVENTS, State: 'DISABLED' });
    await expect(system.rule([])).rejects.toMatchObject({ code: 'LimitExceededException' });
  });

  it('put again are replaced, a rule keeping its targets', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }]);
    await system.call('PutRule', { Name: 'r', EventPattern: '{"source":["other"]}' });
    await system.call('PutTargets', { Rule: 'r', Targets: [{ Id: 't', Arn: TOPIC }] });
    await system.put({ ...ORDER_PLACED, Source: 'other' });
    expect(system.delivered.map(({ to }) => to)).toEqual([TOPIC]);
  });

  it('carry tags, rules do, which PutRule gives to a new one only and which survive a restart', async () => {
    const ResourceARN = arn('events:us-east-1:000000000000:rule/r');
    const tags = async () => (await system.call('ListTagsForResource', { ResourceARN })).Tags;
    await system.rule([], { EventPattern: SHOP_EVENTS, Tags: [{ Key: 'team', Value: 'shop' }] });
    await system.rule([], { EventPattern: SHOP_EVENTS, Tags: [{ Key: 'team', Value: 'other' }] });
    await system.call('TagResource', { ResourceARN, Tags: [{ Key: 'cost', Value: '' }] });
    system.reopen();
    expect(await tags()).toEqual([
      { Key: 'cost', Value: '' },
      { Key: 'team', Value: 'shop' },
    ]);
    await system.call('UntagResource', { ResourceARN, TagKeys: ['team', 'none'] });
    expect(await tags()).toEqual([{ Key: 'cost', Value: '' }]);
    await system.call('DeleteRule', { Name: 'r' });
    await expect(tags()).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('belong to one bus', async () => {
    const bus = { Name: 'default', Arn: arn('events:us-east-1:000000000000:event-bus/default') };
    expect(await system.call('ListEventBuses', {})).toEqual({ EventBuses: [bus] });
    expect(await system.call('ListEventBuses', { NamePrefix: 'x' })).toEqual({ EventBuses: [] });
    expect(await system.call('DescribeEventBus', {})).toEqual(bus);
  });

  it('an event can be tested against a pattern', async () => {
    const whole = { id: '1', account: '0', source: 'shop', time: '', region: '', resources: [], 'detail-type': 'd' };
    const test = (Event: JsonValue) =>
      system.call('TestEventPattern', { EventPattern: SHOP_EVENTS, Event: JSON.stringify(Event) });
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
      ['PutRule', { EventPattern: SHOP_EVENTS }],
      'ValidationException',
      "at 'name' failed to satisfy constraint: Member must not be null",
    ],
    'for a rule with a bad name': [
      ['PutRule', { Name: 'a b', EventPattern: SHOP_EVENTS }],
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
      ['PutRule', { Name: 'x', EventPattern: SHOP_EVENTS, State: 'ON' }],
      'ValidationException',
      'enum value set',
    ],
    'for a rule on another bus': [
      ['PutRule', { Name: 'x', EventPattern: SHOP_EVENTS, EventBusName: 'mine' }],
      'ResourceNotFoundException',
      'Event bus mine does not exist.',
    ],
    'for a tag with a key of AWS': [
      ['PutRule', { Name: 'x', EventPattern: SHOP_EVENTS, Tags: [{ Key: 'aws:x', Value: '' }] }],
      'ValidationException',
      "at 'tags.1.member.key'",
    ],
    'for more than 50 tags': [
      [
        'PutRule',
        {
          ...{ Name: 'x', EventPattern: SHOP_EVENTS },
          Tags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })),
        },
      ],
      'LimitExceededException',
      'exceeds the maximum number allowed',
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
      ['PutEvents', { Entries: Array.from({ length: 11 }, () => ORDER_PLACED) }],
      'ValidationException',
      'less than or equal to 10',
    ],
    'for events beyond 1 MB together': [
      [
        'PutEvents',
        { Entries: [1, 2].map(() => ({ ...ORDER_PLACED, Detail: JSON.stringify({ a: 'x'.repeat(524_300) }) })) },
      ],
      'ValidationException',
      'Total size of the entries in the request is over the limit.',
    ],
    'with a limit of none': [['ListRules', { Limit: 0 }], 'ValidationException', "at 'limit'"],
    'with a token that was never given out': [['ListRules', { NextToken: 'x' }], 'ValidationException', 'NextToken'],
  };

  it.each(Object.entries(cases))('%s', async (_, [[operation, input], code, message]) => {
    await system.rule([{ Id: 'there', Arn: QUEUE }]);
    await expect(system.call(operation, input)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
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
    await system.rule([{ Id: 't', Arn: QUEUE }]);
    const sent = system.call('PutEvents', { Entries: [{ ...ORDER_PLACED, ...change }, ORDER_PLACED] });
    if (code === 'SerializationException') return expect(sent).rejects.toMatchObject({ code });
    expect(await sent).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: code }, { EventId: expect.any(String) }],
    });
    await system.clock.settled();
    expect(system.delivered).toHaveLength(1);
  });
});

it('events of nearly 1 MB together are taken', async () => {
  const entry = { ...ORDER_PLACED, Detail: JSON.stringify({ a: 'x'.repeat(524_200) }) };
  expect(await system.call('PutEvents', { Entries: [entry, entry] })).toMatchObject({ FailedEntryCount: 0 });
});

describe('over HTTP', () => {
  const bugs: unknown[] = [];
  let url = '';
  /** The service of the bus that was opened last. */
  const service: AwsService = {
    ...{ name: 'events', protocol: 'awsJson1_1', target: 'AWSEvents' },
    get operations() {
      return system.bus().service.operations;
    },
  };
  const server = createAwsServer({
    services: [service],
    control: () => ({ status: 404 }),
    now: () => system.clock.now(),
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
    await post('PutRule', JSON.stringify({ Name: 'r', EventPattern: SHOP_EVENTS }));
    await post('PutTargets', JSON.stringify({ Rule: 'r', Targets: [{ Id: 't', Arn: QUEUE }] }));
    expect(await post('PutEvents', JSON.stringify({ Entries: [ORDER_PLACED] }))).toEqual({
      status: 200,
      type: 'application/x-amz-json-1.1',
      body: { FailedEntryCount: 0, Entries: [{ EventId: 'id-1' }] },
    });
    await system.clock.settled();
    expect(system.delivered).toHaveLength(1);
    expect(await post('DescribeRule', '{"Name":"x"}')).toMatchObject({
      status: 400,
      body: { __type: 'ResourceNotFoundException', message: 'Rule x does not exist on EventBus default.' },
    });
  });

  it('no input, however wrong, is answered by a fault of the server', async () => {
    const operations = Object.keys(system.bus().service.operations);
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
