import { describe, expect, test } from 'vitest';
import { CONFIGURATION_EVENT } from '../../../functions/event-rules.ts';
import { groundsOf } from '../../../functions/incidents/grounds.ts';
import { readMessage } from '../../../functions/incidents/read-message.ts';
import { action, noticeEvent, stateEvent } from './queued.ts';
import { queuedMessage } from './queued-message.ts';

const AT = Date.UTC(2026, 10, 21, 9, 0, 0, 250);
const said = { name: 'down', at: AT } as const;

test('an action and an event say the same of an alarm, but that it acted', () => {
  const [acted] = readMessage(action(said)).changes;
  const [happened] = readMessage(stateEvent(said)).changes;
  expect(acted).toMatchObject({
    ...{ name: 'smallcart-test-down', title: 'Alarm down', severity: 'critical', group: 'shop', runbook: 'down.md' },
    ...{ notices: 'Users notice down.', state: 'ALARM', at: AT, value: 7.5, threshold: 5, acted: true },
  });
  expect({ ...acted, acted: false }).toEqual(happened);
});

describe('why an alarm is in its state', () => {
  const cases: Record<string, [string, object]> = {
    'is a value and a threshold': [
      'Threshold Crossed: 2 datapoints [6.5 (21/11/26 09:00:00), 7.0 (21/11/26 08:59:00)] were greater than the threshold (5.0).',
      { value: 6.5, threshold: 5 },
    ],
    'is a value and an end of a band': [
      'Thresholds Crossed: 1 datapoint [2.0 (21/11/26 09:00:00)] was less than the lower thresholds [3.25].',
      { value: 2, threshold: 3.25 },
    ],
    'is a very small value': [
      'Threshold Crossed: 1 datapoint [1.0E-4 (21/11/26 09:00:00)] was less than the threshold (-1.0).',
      { value: 0.0001, threshold: -1 },
    ],
    'is none without datapoints': ['Threshold Crossed: no datapoints were received for 2 periods.', {}],
    'is another alarm': ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:x transitioned to ALARM at Monday', {}],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [reason, expected]) => {
    const { reason: told, ...numbers } = groundsOf(reason);
    expect([told, numbers]).toEqual([reason, expected]);
  });
});

function configured(operation: string, group: string, previous?: string) {
  const configuration = (name: string) => ({ description: `x\ngroup: ${name}` });
  const detail = {
    ...{ alarmName: 'smallcart-test-down', operation, configuration: configuration(group) },
    ...(previous === undefined ? {} : { previousConfiguration: configuration(previous) }),
  };
  const event = { 'detail-type': CONFIGURATION_EVENT, source: 'aws.cloudwatch', time: '2026-11-21T09:00:00Z', detail };
  return readMessage(queuedMessage(JSON.stringify(event)));
}

describe('an alarm', () => {
  test('that is deleted is over for its group, after all that it did in that second', () => {
    expect(configured('delete', 'shop').changes).toMatchObject([{ group: 'shop', state: 'OK', acted: false }]);
    expect(configured('delete', 'shop').changes[0]?.at).toBeGreaterThan(AT);
  });

  test('that belongs to another group from now on is over for the one before', () => {
    expect(configured('update', 'latency', 'shop').changes).toMatchObject([{ group: 'shop', state: 'OK' }]);
    expect(configured('update', 'shop', 'shop').changes).toEqual([]);
  });

  test('that is changed is news, once an hour; a new one is none', () => {
    const [first, again] = [configured('update', 'shop', 'shop'), configured('delete', 'shop')].map(
      ({ notices }) => notices,
    );
    expect(first).toMatchObject(
      [{ severity: 'info', title: 'Alarms were changed', text: /smallcart-test-down was changed/ }].map(
        ({ text, ...rest }) => ({ ...rest, text: expect.stringMatching(text) }),
      ),
    );
    expect(again?.[0]?.id).toBe(first?.[0]?.id);
    expect(configured('create', 'shop').notices).toEqual([]);
  });

  test('of info is news when it is raised, and nothing when it is over', () => {
    const info = { ...said, severity: 'info' } as const;
    expect(readMessage(action(info)).notices).toMatchObject([
      {
        severity: 'info',
        title: 'Alarm down',
        text: 'Users notice down.',
        alarm: { since: AT, value: 7.5, threshold: 5 },
      },
    ]);
    expect(readMessage(action({ ...info, state: 'OK' })).notices).toEqual([]);
  });

  test('that somebody made by hand is a warning of no group', () => {
    const body = JSON.parse(action(said).body);
    const Message = JSON.stringify({ ...JSON.parse(body.Message), AlarmDescription: null });
    const { changes } = readMessage(queuedMessage(JSON.stringify({ ...body, Message })));
    expect(changes).toMatchObject([{ title: 'smallcart-test-down', severity: 'warning', group: 'other' }]);
  });
});

test('what somebody else publishes to a topic is told as it is', () => {
  const body = { ...JSON.parse(action(said).body), Subject: 'Hello', Message: 'Somebody’s text' };
  expect(readMessage(queuedMessage(JSON.stringify(body))).notices).toMatchObject([
    { severity: 'warning', title: 'Hello', text: 'Somebody’s text' },
  ]);
});

test.each([
  ['no JSON', 'What is this?'],
  ['another event', JSON.stringify({ 'detail-type': 'Order placed', detail: {} })],
  ['a notice without a title', noticeEvent({ stage: 'test', id: 'x', severity: 'info', text: '' }, AT).body],
  [
    'a notice whose id is no key',
    noticeEvent({ stage: 'test', id: 'a/b', severity: 'info', title: 'x', text: '' }, AT).body,
  ],
])('%s is refused, and not quoted', (_what, body) => {
  expect(() => readMessage({ body })).toThrow('A message is neither an alarm’s nor a notice.');
});
