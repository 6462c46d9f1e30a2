import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../local/aws/json.ts';
import type { Event } from '../../../local/events/event.ts';
import { UndeliverableError } from '../../../local/events/undeliverable-error.ts';
import { inTransaction } from '../../../local/store.ts';
import {
  type EmbeddedEvents,
  EVENTS_START,
  embedEvents,
  ORDER_PLACED,
  SHOP_EVENTS,
} from '../../support/embedded-events.ts';

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
const arn = (rest: string): string => `arn:aws:${rest}`;
const QUEUE = arn('sqs:us-east-1:000000000000:orders');
const DEAD = arn('sqs:us-east-1:000000000000:dead');
const TOPIC = arn('sns:us-east-1:000000000000:critical');
const LAMBDA = arn('lambda:us-east-1:000000000000:function:notifications');
const LOGS = arn('logs:us-east-1:000000000000:log-group:/aws/events/orders:*');

let system: EmbeddedEvents;
beforeEach(() => {
  system = embedEvents();
});

describe('an event', () => {
  it('gets whole to a queue, a topic, a log group and a function', async () => {
    await system.rule([QUEUE, TOPIC, LOGS, LAMBDA].map((Arn, index) => ({ Id: `t${index}`, Arn })));
    const { Entries, FailedEntryCount } = await system.put({
      ...ORDER_PLACED,
      Resources: ['arn:x'],
      Time: EVENTS_START / 1000 - 60,
    });
    const event = {
      version: '0',
      id: 'id-1',
      'detail-type': 'order placed',
      source: 'shop',
      account: '000000000000',
      time: '2026-11-21T02:59:30Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: JSON.parse(ORDER_PLACED.Detail),
    };
    expect({ Entries, FailedEntryCount }).toEqual({ Entries: [{ EventId: 'id-1' }], FailedEntryCount: 0 });
    const text = JSON.stringify(event);
    expect(system.delivered.map(({ to, body }) => [to, body])).toEqual([
      [QUEUE, text],
      [TOPIC, text],
      ['/aws/events/orders', text],
      [LAMBDA, event],
    ]);
    expect(['MatchedEvents', 'TriggeredRules', 'Invocations', 'FailedInvocations'].map(system.counted)).toEqual([
      1, 1, 4, 0,
    ]);
  });

  it('gets nowhere when no rule matches, or its rule is disabled', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }]);
    await system.put({ ...ORDER_PLACED, Source: 'other' });
    await system.call('DisableRule', { Name: 'r' });
    await system.put();
    expect(system.delivered).toEqual([]);
    expect(system.counted('MatchedEvents')).toBe(0);
    await system.call('EnableRule', { Name: 'r' });
    await system.put();
    expect(system.delivered).toHaveLength(1);
  });

  it('put within a transaction that fails gets nowhere', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }]);
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
      inTransaction(system.database, () => {
        system.bus().put(event);
        throw new RangeError('rolled back');
      });
    expect(failing).toThrow('rolled back');
    system.reopen();
    await system.clock.advance(HOUR);
    expect(system.delivered).toEqual([]);
  });

  it('accepted before a stop is delivered after the next start, with all rules and targets there', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }]);
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
    expect(system.bus().put(event)).toBeTypeOf('function');
    system.reopen();
    await system.clock.advance(MINUTE);
    expect(system.delivered).toEqual([{ to: QUEUE, body: JSON.stringify(event), at: SECOND }]);
    await system.put();
    expect(system.delivered).toHaveLength(2);
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
      '{"order":"ord_1","total":{"cents":995},"none":null}',
    ],
    'JSON with texts put in between quotes': [
      {
        InputTransformer: {
          InputPathsMap: { id: '$.detail.id', total: '$.detail.total', none: '$.x' },
          InputTemplate: '{"text": "Order \\"<id>\\" of <total><none>"}',
        },
      },
      '{"text":"Order \\"ord_1\\" of {cents:995}"}',
    ],
    'a string of JSON with a text put in that has quotes': [
      { InputTransformer: { InputPathsMap: { note: '$.detail.note' }, InputTemplate: '"Tea <note>"' } },
      '"Tea with \\"milk\\""',
    ],
    'what does not come out as JSON, as it is': [{ InputTransformer: { InputTemplate: '{"a": }' } }, '{"a": }'],
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
      '["r","arn:aws:events:us-east-1:000000000000:rule/r","2026-11-21T03:00:30Z"]',
    ],
  };

  it.each(Object.entries(inputs))('%s', async (_, [target, expected]) => {
    await system.rule([{ Id: 't', Arn: QUEUE, ...target }]);
    await system.put();
    expect(system.delivered.map(({ body }) => body)).toEqual([expected]);
  });

  it('the event without and with its detail', async () => {
    await system.rule([
      {
        Id: 't',
        Arn: LAMBDA,
        InputTransformer: { InputTemplate: '{"a": <aws.events.event>, "b": <aws.events.event.json>}' },
      },
    ]);
    await system.put();
    const body = system.delivered[0]?.body;
    expect(body).toMatchObject({ a: { source: 'shop' }, b: { source: 'shop', detail: { id: 'ord_1' } } });
    expect(body).not.toHaveProperty('a.detail');
  });
});

describe('a delivery that fails', () => {
  const trouble = (times: number): Error[] => Array.from({ length: times }, () => new Error('busy'));

  it('is tried again, each time later, until it succeeds', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }]);
    system.failures.set(QUEUE, trouble(4));
    await system.put();
    await system.clock.advance(HOUR);
    expect(system.delivered.map(({ at }) => at)).toEqual([15 * SECOND]);
    expect(['Invocations', 'RetryInvocationAttempts', 'FailedInvocations'].map(system.counted)).toEqual([1, 4, 0]);
  });

  it('goes on being tried after a restart', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }]);
    system.failures.set(QUEUE, trouble(5));
    await system.put();
    await system.clock.advance(20 * SECOND);
    system.reopen();
    await system.clock.advance(HOUR);
    expect(system.delivered.map(({ at }) => at)).toEqual([31 * SECOND]);
  });

  it('goes to the dead-letter queue when its retries run out', async () => {
    await system.rule([
      { Id: 't', Arn: QUEUE, DeadLetterConfig: { Arn: DEAD }, RetryPolicy: { MaximumRetryAttempts: 2 } },
    ]);
    system.failures.set(QUEUE, trouble(9));
    await system.put();
    await system.clock.advance(HOUR);
    expect(system.delivered).toEqual([
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
    expect(system.failures.get(QUEUE)).toHaveLength(6);
    expect(['FailedInvocations', 'InvocationsSentToDlq'].map(system.counted)).toEqual([1, 1]);
  });

  it('goes there when the event is too old for a retry', async () => {
    await system.rule([
      { Id: 't', Arn: QUEUE, DeadLetterConfig: { Arn: DEAD }, RetryPolicy: { MaximumEventAgeInSeconds: 60 } },
    ]);
    system.failures.set(QUEUE, trouble(9));
    await system.put();
    await system.clock.advance(HOUR);
    expect(system.delivered).toMatchObject([
      { to: DEAD, attributes: { EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds', RETRY_ATTEMPTS: '5' } },
    ]);
  });

  it('is tried 185 times within the 24 hours of the default policy', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }]);
    system.failures.set(QUEUE, trouble(500));
    await system.put();
    await system.clock.advance(48 * HOUR);
    expect(system.failures.get(QUEUE)).toHaveLength(500 - 186);
    expect(system.logged).toEqual([expect.stringContaining(`could not deliver to ${QUEUE}: busy`)]);
    expect(system.samples.at(-1)?.timestamp).toBeLessThanOrEqual(EVENTS_START + 24 * HOUR);
  });

  it('goes there at once when there is no such target', async () => {
    await system.rule([{ Id: 't', Arn: LAMBDA, DeadLetterConfig: { Arn: DEAD } }]);
    system.failures.set(LAMBDA, [new UndeliverableError('no such function')]);
    await system.put();
    expect(system.delivered).toMatchObject([
      {
        to: DEAD,
        at: 0,
        attributes: { ERROR_CODE: 'NO_RESOURCE', ERROR_MESSAGE: 'no such function', RETRY_ATTEMPTS: '0' },
      },
    ]);
    expect(system.delivered[0]?.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
  });

  it('is lost, and said to be, when there is no dead-letter queue either', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE, DeadLetterConfig: { Arn: DEAD } }]);
    system.failures.set(QUEUE, [new UndeliverableError('no such queue')]);
    system.failures.set(DEAD, [new UndeliverableError('no such queue')]);
    await system.put();
    await system.clock.advance(HOUR);
    expect(system.delivered).toEqual([]);
    expect(['FailedInvocations', 'InvocationsSentToDlq', 'InvocationsFailedToBeSentToDlq'].map(system.counted)).toEqual(
      [1, 0, 1],
    );
    expect(system.logged).toHaveLength(2);
  });

  it('in a function is tried twice more, as Lambda does, and is no failure of the rule', async () => {
    await system.rule([{ Id: 't', Arn: LAMBDA, DeadLetterConfig: { Arn: DEAD } }]);
    system.failures.set(LAMBDA, trouble(3));
    await system.put();
    await system.clock.advance(HOUR);
    expect(system.failures.get(LAMBDA)).toEqual([]);
    expect(system.delivered).toEqual([]);
    expect(system.counted('FailedInvocations')).toBe(0);
    expect(system.counted('RetryInvocationAttempts')).toBe(0);
    system.failures.set(LAMBDA, trouble(2));
    await system.put();
    await system.clock.advance(HOUR);
    expect(system.delivered).toMatchObject([{ to: LAMBDA, at: HOUR + 3 * MINUTE }]);
  });

  it('to a function for an input that is not JSON is given up', async () => {
    await system.rule([
      { Id: 't', Arn: LAMBDA, InputTransformer: { InputTemplate: 'hello' }, DeadLetterConfig: { Arn: DEAD } },
    ]);
    await system.put();
    expect(system.delivered).toMatchObject([
      { to: DEAD, attributes: { ERROR_MESSAGE: 'The input made for the function is not JSON.' } },
    ]);
  });
});

describe('a scheduled rule', () => {
  const times = (): string[] => system.delivered.map(({ body }) => JSON.parse(String(body)).time);

  it('sends its event at its rate from when it was made, also after a restart', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }], { ScheduleExpression: 'rate(5 minutes)' });
    await system.clock.advance(11 * MINUTE);
    system.reopen();
    await system.clock.advance(5 * MINUTE);
    expect(times()).toEqual(['2026-11-21T03:05:30Z', '2026-11-21T03:10:30Z', '2026-11-21T03:15:30Z']);
    expect(JSON.parse(String(system.delivered[0]?.body))).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: [arn('events:us-east-1:000000000000:rule/r')],
      detail: {},
    });
  });

  it('sends it at the times of its cron expression until it is disabled or deleted', async () => {
    await system.rule([{ Id: 't', Arn: QUEUE }], { ScheduleExpression: 'cron(0 4,6 * * ? *)' });
    await system.clock.advance(2 * HOUR);
    await system.call('DisableRule', { Name: 'r' });
    await system.clock.advance(24 * HOUR);
    await system.call('EnableRule', { Name: 'r' });
    await system.clock.advance(2 * HOUR);
    expect(times()).toEqual(['2026-11-21T04:00:00Z', '2026-11-22T06:00:00Z']);
    await system.call('RemoveTargets', { Rule: 'r', Ids: ['t'] });
    await system.call('DeleteRule', { Name: 'r' });
    await system.clock.advance(48 * HOUR);
    expect(times()).toHaveLength(2);
  });
});

it('leaves out what is stored and cannot be read any more, and tells it', async () => {
  await system.rule([
    { Id: 'kept', Arn: QUEUE },
    { Id: 'lost', Arn: TOPIC },
  ]);
  await system.call('PutRule', { Name: 'damaged', EventPattern: SHOP_EVENTS });
  system.database.exec(`
    UPDATE events_rule SET input = '{}' WHERE name = 'damaged';
    UPDATE events_target SET entry = '{}' WHERE id = 'lost'`);
  system.reopen();
  expect(system.logged).toEqual([
    expect.stringContaining('the stored rule damaged cannot be read and is left out'),
    expect.stringContaining('the stored target lost of the rule r cannot be read and is left out'),
  ]);
  await system.put();
  expect(system.delivered.map(({ to }) => to)).toEqual([QUEUE]);
});
