import { describe, expect, test } from 'vitest';
import type { Telling } from '../../../functions/ops/incident-responses.ts';
import type { Alarm, Mute } from '../../../functions/ops/responses.ts';
import { alarmRelations } from '../../../web/src/console/alarms/alarm-relations.ts';
import { incidentLinks } from '../../../web/src/console/incidents/incident-links.ts';
import { grounds, lasted, measured, span } from '../../../web/src/console/incidents/incident-words.ts';
import { byTold } from '../../../web/src/console/incidents/tellings.ts';
import { shownLine } from '../../../web/src/console/logs/log-line.ts';

describe('how long it lasts is', () => {
  test.each([
    [59_999, 'less than a minute'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h 0 min'],
    [90_000_000, '1 d 1 h'],
  ])('of %d ms: %s', (ms, words) => expect(span(ms)).toBe(words));

  test('up to its end, or up to now', () => {
    const openedAt = '2026-11-21T10:00:00.000Z';
    expect(lasted({ openedAt }, '2026-11-21T10:07:30.000Z')).toBe('7 min');
    expect(lasted({ openedAt, resolvedAt: '2026-11-21T10:02:00.000Z' }, '2026-11-21T12:00:00.000Z')).toBe('2 min');
    expect(lasted({ openedAt }, '2026-11-21T09:59:00.000Z')).toBe('less than a minute');
  });
});

test.each([
  [{ state: 'ALARM', value: 7.123456, threshold: 5 }, '7.123, threshold 5'],
  [{ state: 'ALARM', value: 7 }, '7'],
  [{ state: 'ALARM', value: 7, threshold: 5, label: 'Error rate (%)' }, 'Error rate (%): 7, threshold 5'],
  [{ state: 'OK', value: 7, threshold: 5, label: 'Error rate (%)' }, 'Error rate (%): was 7 when raised, threshold 5'],
  [{ state: 'INSUFFICIENT_DATA', value: 7 }, 'was 7 when raised'],
  [{ state: 'ALARM', threshold: 5 }, undefined],
] as const)('what an alarm measured: %j is %s', (alarm, words) => expect(measured(alarm)).toBe(words));

test.each([
  [{ state: 'ALARM', reason: 'Threshold Crossed: 38 > 5.' }, 'Threshold Crossed: 38 > 5.'],
  [{ state: 'OK', reason: 'Threshold Crossed: 38 > 5.' }, 'When raised: Threshold Crossed: 38 > 5.'],
  [{ state: 'OK', reason: 'arn:aws:cloudwatch:eu-central-1:1:alarm:down is in ALARM.' }, undefined],
  [{ state: 'ALARM', reason: '' }, undefined],
] as const)('why an alarm was raised: %j says %s', (alarm, words) => expect(grounds(alarm)).toBe(words));

test('whoever was told the same by several channels is told of once, also when it is there again', () => {
  const telling = (channel: Telling['channel'], given: Partial<Telling> = {}): Telling => ({
    ...{ kind: 'opened', contact: 'first', channel, reopening: 0, status: 'sent', at: '', attempts: 1 },
    ...given,
  });
  const told = byTold([
    telling('slack'),
    telling('email', { contact: 'next' }),
    telling('email'),
    telling('slack', { reopening: 1 }),
  ]);
  expect(told.map(({ tellings }) => tellings.map(({ channel }) => channel))).toEqual([
    ['slack', 'email'],
    ['email'],
    ['slack'],
  ]);
});

describe('links of an incident', () => {
  const time = 'from=2026-11-21T10%3A00%3A00.000Z&to=2026-11-21T11%3A00%3A00.000Z';
  const links = [
    { label: 'Runbook', url: 'https://shop.example/ops/runbooks/down' },
    { label: 'Dashboard', url: `https://shop.example/ops?${time}` },
    { label: 'X-Ray traces', url: 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home#xray' },
  ];

  test('into the console lead to this site, whatever its name is, and to the time of the incident', () => {
    expect(incidentLinks(links).here).toEqual([
      { label: 'Runbook', url: `/ops/runbooks/down?${time}` },
      { label: 'Dashboard', url: `/ops?${time}` },
    ]);
  });

  test('to AWS stay as they are', () => expect(incidentLinks(links).elsewhere).toEqual(links.slice(2)));

  test('without a time are just links', () => {
    expect(incidentLinks(links.slice(0, 1)).here).toEqual([{ label: 'Runbook', url: '/ops/runbooks/down' }]);
  });
});

describe('an alarm', () => {
  const alarm = (name: string, more: Partial<Alarm> = {}): Alarm => ({
    ...{ name, title: name, notices: '', reason: '', since: '', category: 'service', group: 'shop', condition: '' },
    ...{ state: 'OK', severity: 'critical', type: 'metric', actionsEnabled: true, acting: false },
    ...more,
  });
  const composite = (name: string, members: string[], more: Partial<Alarm> = {}) =>
    alarm(name, { type: 'composite', acting: true, members, ...more });
  const alarms = [
    alarm('a'),
    alarm('b', { acting: true }),
    alarm('c'),
    composite('inner', ['a'], { acting: false }),
    composite('outer', ['inner', 'a', 'gone']),
    composite('other', ['b'], { suppressor: 'outer' }),
  ];
  const mutes: Mute[] = [{ kind: 'maintenance', reason: 'Why.', alarms: ['outer', 'b'] }];
  const relations = (name: string) => {
    const found = alarms.find((each) => each.name === name);
    if (found === undefined) throw new Error(`There is no alarm ${name}.`);
    const { members, toldBy, suppressor, mute } = alarmRelations(found, { alarms, mutes });
    const names = (list: readonly Alarm[]) => list.map((each) => each.name);
    return { members: names(members), toldBy: names(toldBy), suppressor: suppressor?.name, mute: mute?.reason };
  };
  const cases: Record<string, [name: string, expected: object]> = {
    'is told by the composites that look at it and act, each once': ['a', { toldBy: ['outer'] }],
    'that acts tells itself': ['b', { toldBy: [], mute: 'Why.' }],
    'may be told by nobody': ['c', { toldBy: [], mute: undefined }],
    'that is composite has members, as far as they exist': ['outer', { members: ['a', 'inner'], mute: 'Why.' }],
    'may be silenced by its cause': ['other', { suppressor: 'outer' }],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [name, expected]) =>
    expect(relations(name)).toMatchObject(expected),
  );
});

describe('a log line', () => {
  const shown = (text: string) => shownLine({ at: '2026-11-21T10:00:00.000Z', function: 'checkout', text });

  test('of JSON tells its level, its message and its request, and leads to its trace', () => {
    const traceId = '1-6a1c2b40-0123456789abcdef01234567';
    const line = { level: 'ERROR', message: 'Refused.', method: 'POST', route: '/api/checkout', status: 500, traceId };
    expect(shown(JSON.stringify(line))).toEqual({
      ...{ level: 'ERROR', message: 'Refused. · POST /api/checkout 500', traceId },
      whole: JSON.stringify(line, undefined, 2),
    });
  });

  test.each(['REPORT RequestId: 1', '{"half":', '[1]', 'null', ''])('of anything else stands as it is: %j', (text) => {
    expect(shown(text)).toEqual({ level: undefined, message: text, traceId: undefined, whole: text });
  });

  test('of a request is its method, route and status', () => {
    const line = { message: 'GET /api/cart', method: 'GET', route: '/api/cart', status: 200 };
    expect(shown(JSON.stringify(line)).message).toBe('GET /api/cart 200');
  });

  test('with a trace id that is none leads nowhere', () => {
    expect(shown('{"traceId":"../alarms"}')).toMatchObject({ traceId: undefined, message: '{"traceId":"../alarms"}' });
  });
});
