import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handler as dispatch } from '../../../functions/dispatch/handler.ts';
import { handler } from '../../../functions/incidents/handler.ts';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';
import { pages } from '../../../functions/lib/entities/page.ts';
import { applyChange } from '../../../functions/lib/incidents/apply-change.ts';
import { changeGroup } from '../../../functions/lib/incidents/change-group.ts';
import { listIncidents, pagesAbout, pagesDue } from '../../../functions/lib/incidents/incident-store.ts';
import { planning } from '../../../functions/lib/incidents/planning.ts';
import { defaultSettings } from '../../../settings/defaults.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type LossyEndpoint, startLossyEndpoint } from '../../support/lossy-endpoint.ts';
import { type QueueEndpoint, startQueueEndpoint } from '../../support/queue-endpoint.ts';
import { alarmChange } from '../lib/incidents/alarm-changes.ts';
import { action, noticeEvent, type Said, stateEvent } from './queued.ts';
import { type Receivers, startReceivers, whoWasTold } from './receivers.ts';

const MINUTE = 60_000;
const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 };
const FIRST = ['email/first', 'pagerDuty/first', 'slack/first', 'webhook/first'];
const NEXT = ['email/next', 'pagerDuty/next', 'slack/next', 'webhook/next'];

let table: EmbeddedTable;
let network: LossyEndpoint;
let receivers: Receivers;
let queue: QueueEndpoint;
let output: CapturedOutput;
/** Each test has a group and an hour of its own. */
let group = '';
let start = Date.parse('2026-06-01T10:00:00Z');
beforeAll(async () => {
  table = await startEmbeddedTable();
  network = await startLossyEndpoint(table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  receivers = await startReceivers();
  queue = await startQueueEndpoint();
  Object.assign(process.env, table.environment, {
    AWS_ENDPOINT_URL_DYNAMODB: network.url,
    AWS_ENDPOINT_URL_SNS: receivers.url,
    AWS_ENDPOINT_URL_SQS: queue.url,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    CHANNELS: receivers.channels,
    LINK_KEY: 'a key of links of a test that is no secret',
    MAIL_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:smallcart-test-mail',
    MAIL_NEXT_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:smallcart-test-mail-next',
    NOTIFICATION_ROUTES: JSON.stringify(defaultSettings(false).notifications),
  });
  output = captureOutput();
});
beforeEach(async () => {
  // What the test before has left to be told.
  for (const { reopening = 0, ...page } of await pagesDue('due', Number.MAX_SAFE_INTEGER, 100))
    await pages()
      .delete({ ...page, reopening })
      .go();
  start += 86_400_000;
  group = `group-${start}`;
  network.fateOf = () => 'pass';
  receivers.answer = () => ({ status: 200 });
  receivers.received.length = 0;
  queue.refuse = () => false;
  queue.sent.length = 0;
});
afterAll(async () => {
  output.stop();
  await Promise.all([network.stop(), receivers.stop(), queue.stop()]);
  await table.stop();
});

const said = (given: Partial<Said> = {}): Said => ({ name: 'down', at: start, group, ...given });
const take = (...Records: ReturnType<typeof action>[]) => handler({ Records }, context);
const dispatchAt = (minutes: number) => dispatch({ time: new Date(start + minutes * MINUTE).toISOString() }, context);
const own = async () => (await listIncidents(100)).filter((each) => each.group === group);
const incident = async () => {
  const [found] = await own();
  if (!found) throw new Error('There is no incident.');
  return found;
};
/** Who was told since this was asked last. */
const told = () => {
  const who = whoWasTold(receivers);
  receivers.received.length = 0;
  return who;
};
const statuses = async (kind: string) =>
  (await pagesAbout((await incident()).id)).filter((page) => page.kind === kind).map(({ status }) => status);

test('each change of an alarm is a line of the log, so that its last one says its state', async () => {
  output.clear();
  await take(action(said({ name: 'seen' })), stateEvent(said({ name: 'seen' })));
  await take(stateEvent(said({ name: 'seen', state: 'OK', at: start + MINUTE })));
  const lines = output.logged().filter(({ message }) => message === 'An alarm has changed.');
  expect(lines.map(({ alarm, state }) => [alarm, state])).toEqual([
    ['smallcart-test-seen', 'ALARM'],
    ['smallcart-test-seen', 'OK'],
  ]);
});

describe('a critical alarm', () => {
  test('is an incident, and the first contact is told at once by every channel', async () => {
    expect(await take(action(said()))).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual(FIRST);
    expect(await incident()).toMatchObject({
      ...{ id: expect.stringMatching(/^inc_[0-9A-Z]{26}$/), severity: 'critical', status: 'open', openedAt: start },
      alarms: [{ title: 'Alarm down', value: 7.5, threshold: 5, state: 'ALARM' }],
    });
    const { data } = await auditEntries()
      .query.byMonth({ month: new Date(start).toISOString().slice(0, 7) })
      .go({ pages: 'all' });
    const { id } = await incident();
    expect(data.filter(({ target }) => target === id)).toMatchObject([
      { actor: 'monitoring', action: 'incident.open' },
    ]);
  });

  test('that nobody acknowledges is told to the next contact after 15 minutes, once', async () => {
    await take(action(said()));
    told();
    await dispatchAt(14);
    expect(told()).toEqual([]);
    await dispatchAt(16);
    await dispatchAt(17);
    expect(told()).toEqual(NEXT);
  });

  test('that could not be kept at first escalates a quarter of an hour after its message came this time', async () => {
    // What could not be dealt with is hidden for three minutes.
    await take(action(said(), 3));
    const pages = await pagesAbout((await incident()).id);
    const escalations = pages.filter(({ kind }) => kind === 'escalated').map(({ turnAt }) => turnAt);
    expect(new Set(escalations)).toEqual(new Set([start + 1_000 + (2 * 3 + 15) * MINUTE]));
  });

  test('that is over is announced to those who were told, and to nobody else', async () => {
    await take(action(said()));
    told();
    await take(action(said({ state: 'OK', at: start + 5 * MINUTE })));
    expect(told()).toEqual(FIRST);
    await dispatchAt(30);
    expect(told()).toEqual([]);
    expect(await incident()).toMatchObject({ status: 'resolved', resolvedAt: start + 5 * MINUTE });
    expect(new Set(await statuses('escalated'))).toEqual(new Set(['cancelled']));
  });

  test('that is over while people are being told of it is announced, once that is known, to those who were', async () => {
    const over = action(said({ state: 'OK', at: start + MINUTE }));
    // Whoever tells the first of them has claimed some of the others and not all: its end comes in between.
    let ended: Promise<unknown> | undefined;
    receivers.answer = ({ path }) => {
      if (path.endsWith('/first')) ended ??= take(over);
      return { status: 200 };
    };
    await take(action(said()));
    await ended;
    await dispatchAt(4);
    const heard = told();
    for (const who of new Set(heard)) expect(heard.filter((each) => each === who)).toEqual([who, who]);
    const outcomes = [...(await statuses('opened')), ...(await statuses('resolved'))];
    expect(outcomes.filter((status) => status !== 'sent' && status !== 'cancelled')).toEqual([]);
  });

  test('is told once, however often and by however many environments its messages are taken', async () => {
    const record = action(said());
    await Promise.all(Array.from({ length: 4 }, () => take(record, stateEvent(said()), record)));
    await Promise.all([dispatchAt(0), dispatchAt(1)]);
    expect(told()).toEqual(FIRST);
    expect(await own()).toHaveLength(1);
  });

  test('whose action was suppressed tells nobody, but joins the incident of its group', async () => {
    await take(stateEvent(said({ name: 'slow' })));
    expect(await own()).toEqual([]);
    await take(action(said({ at: start + MINUTE })));
    expect((await incident()).alarms.map(({ title }) => title)).toEqual(['Alarm slow', 'Alarm down']);
  });
});

describe('an incident that is there again soon', () => {
  const over = (minutes: number) => take(action(said({ state: 'OK', at: start + minutes * MINUTE })));
  const again = (minutes: number) => take(action(said({ at: start + minutes * MINUTE })));
  const alerts = () =>
    receivers.received
      .filter(({ path }) => path === '/pagerDuty/first')
      .map(({ body }) => JSON.parse(body))
      .map(({ event_action, dedup_key }) => `${event_action} ${dedup_key}`);

  test('is told when it has lasted five minutes, each time once, and to PagerDuty as the same alert', async () => {
    await again(0);
    for (const minutes of [5, 20]) {
      await over(minutes);
      receivers.received.length = 0;
      await again(minutes + 3);
      await dispatchAt(minutes + 7);
      expect(told()).toEqual([]);
      await Promise.all([dispatchAt(minutes + 8), dispatchAt(minutes + 9)]);
      expect(alerts()).toEqual([`trigger ${(await incident()).id}`]);
      expect(told()).toEqual(FIRST);
    }
    expect(await own()).toMatchObject([{ status: 'open', reopenings: 2, reopenedAt: start + 23 * MINUTE }]);
    await over(30);
    expect(told()).toEqual(FIRST);
  });

  test('tells nobody, neither that it is there nor that it is over, when it does not last', async () => {
    await again(0);
    await over(5);
    told();
    await again(8);
    await over(12);
    await dispatchAt(40);
    expect(told()).toEqual([]);
    expect(new Set(await statuses('reopened'))).toEqual(new Set(['cancelled']));
  });

  test('is told to the next contact a quarter of an hour after the first was told of that', async () => {
    await again(0);
    await over(5);
    await again(8);
    await dispatchAt(13);
    told();
    await dispatchAt(27);
    expect(told()).toEqual([]);
    await dispatchAt(28);
    expect(told()).toEqual(NEXT);
  });
});

describe('a warning', () => {
  const warning = (given: Partial<Said> = {}) => said({ name: 'slow', severity: 'warning', ...given });

  test('is told after 15 minutes, if it is still there', async () => {
    await take(action(warning()));
    await dispatchAt(14);
    expect(told()).toEqual([]);
    await dispatchAt(15);
    expect(told()).toEqual(FIRST);
    await dispatchAt(40);
    expect(told()).toEqual([]);
  });

  test('is told once, however many look at the same time what there is to tell', async () => {
    await take(action(warning()));
    await Promise.all([dispatchAt(15), dispatchAt(15), dispatchAt(15.5)]);
    expect(told()).toEqual(FIRST);
  });

  test('whose sender dies is told again after five minutes, and not before', async () => {
    await take(action(warning()));
    // Claimed, sent, and never noted: nobody can tell whether it was sent.
    const claimed = new Set<number>();
    network.fateOf = (operation) =>
      operation === 'UpdateItem' && claimed.add(claimed.size).size > FIRST.length ? 'refuse' : 'pass';
    await expect(dispatchAt(15)).rejects.toThrow('Access denied');
    network.fateOf = () => 'pass';
    told();
    await dispatchAt(19);
    expect(told()).toEqual([]);
    await dispatchAt(20);
    const repeated = receivers.received.filter(({ body }) =>
      /It.may.have.reached.you.before/.test(decodeURIComponent(body)),
    );
    expect(repeated.map(({ path }) => path).sort()).toEqual(['/', '/slack/first']);
    expect(told()).toEqual(FIRST);
  });

  test('that is over before is told to nobody, neither that it began nor that it ended', async () => {
    await take(action(warning()));
    await take(action(warning({ state: 'OK', at: start + 10 * MINUTE })));
    await dispatchAt(20);
    expect(told()).toEqual([]);
    expect(new Set(await statuses('opened'))).toEqual(new Set(['cancelled']));
  });

  test('that becomes critical is told at once, and once', async () => {
    await take(action(warning()));
    await take(action(said({ at: start + 5 * MINUTE })));
    expect(told()).toEqual(FIRST);
    await dispatchAt(16);
    expect(told()).toEqual([]);
    await dispatchAt(21);
    expect(told()).toEqual(NEXT);
  });
});

describe('news', () => {
  test('is told in business hours: at once within them', async () => {
    await take(action(said({ severity: 'info', name: 'deployed' })));
    expect(told()).toEqual(isWeekday(start) ? FIRST : []);
    expect(await own()).toEqual([]);
  });

  test('that comes by night waits for the morning', async () => {
    const night = start + 12 * 60 * MINUTE;
    const notice = {
      stage: 'test',
      id: `changed.${start}`,
      severity: 'info',
      title: 'Alarms were changed',
      text: 'One of them.',
    };
    await take(noticeEvent(notice, night), noticeEvent(notice, night + 1));
    await dispatchAt(13 * 60);
    expect(told()).toEqual([]);
    // Whatever the day of the week, it is Tuesday at nine after four days at most.
    await dispatchAt(4 * 24 * 60);
    expect(told()).toEqual(FIRST);
  });
});

test('what is of use at once only, as that maintenance begins, is told by night, and wakes nobody', async () => {
  const night = start + 12 * 60 * MINUTE;
  const notice = { stage: 'test', id: `maintenance.${start}`, severity: 'info', title: 'Maintenance', text: 'Now.' };
  await take(noticeEvent({ ...notice, atOnce: true }, night));
  const { path } = receivers.received.find((each) => each.path.startsWith('/pagerDuty/first')) ?? {};
  expect([told(), path]).toEqual([FIRST, '/pagerDuty/first/change']);
});

test('an alarm that is news by night says in the morning what it saw, and where to look for that time', async () => {
  const night = start + 12 * 60 * MINUTE;
  await take(action(said({ severity: 'info', name: 'low-stock', at: night })));
  await dispatchAt(4 * 24 * 60);
  const { body = '' } = receivers.received.find(({ path }) => path === '/slack/first') ?? {};
  expect(body).toContain('threshold 5');
  expect(body).toContain(`from=${encodeURIComponent(new Date(night - 15 * MINUTE).toISOString())}`);
});

const isWeekday = (at: number) => ![0, 6].includes(new Date(at).getUTCDay());

describe('a channel that fails', () => {
  const slackFails = (status: number, headers?: Record<string, string>) => {
    receivers.answer = ({ path }) =>
      path === '/slack/first' ? { status, ...(headers && { headers }) } : { status: 200 };
  };
  const WITHOUT_SLACK = FIRST.filter((who) => who !== 'slack/first');

  test('is tried again, later each time, until it answers; the others are not told again', async () => {
    slackFails(500);
    await take(action(said()));
    expect(told()).toEqual(WITHOUT_SLACK);
    await dispatchAt(1.5);
    expect(told()).toEqual([]);
    receivers.answer = () => ({ status: 200 });
    await dispatchAt(3);
    expect(told()).toEqual([]);
    await dispatchAt(4);
    expect(told()).toEqual(['slack/first']);
  });

  test('says itself when it can be tried again', async () => {
    slackFails(429, { 'retry-after': '300' });
    await take(action(said()));
    receivers.answer = () => ({ status: 200 });
    told();
    await dispatchAt(4);
    expect(told()).toEqual([]);
    await dispatchAt(6);
    expect(told()).toEqual(['slack/first']);
  });

  test('fails the function from the third attempt on, and is given up at last', async () => {
    slackFails(503);
    await take(action(said()));
    await dispatchAt(1.5);
    const failures: unknown[] = [];
    for (let minutes = 3; minutes < 14; minutes++)
      await dispatchAt(minutes).catch((error: unknown) => failures.push(error));
    expect(failures[0]).toMatchObject({ name: 'UndeliveredError' });
    for (let minutes = 15; minutes < 120; minutes += 15) await dispatchAt(minutes).catch(() => undefined);
    expect(await statuses('opened')).toContain('failed');
    await expect(dispatchAt(200)).resolves.toBeUndefined();
  });

  test('that will never take it is asked once more, by the function whose failure an alarm tells', async () => {
    slackFails(404);
    await take(action(said()));
    told();
    await expect(dispatchAt(2)).rejects.toThrow('1 notifications cannot be delivered.');
    receivers.answer = () => ({ status: 200 });
    await dispatchAt(10);
    expect(told()).toEqual([]);
    expect(await statuses('opened')).toContain('failed');
  });
});

test('a notification that the table will not let be sent keeps nobody from being told by the others', async () => {
  await take(action(said({ name: 'slow', severity: 'warning' })));
  let refusals = 1;
  network.fateOf = (operation) => (operation === 'UpdateItem' && refusals-- > 0 ? 'refuse' : 'pass');
  await expect(dispatchAt(15)).rejects.toThrow('Access denied');
  const others = told();
  expect(others).toHaveLength(3);
  await dispatchAt(16);
  expect([...others, ...told()].sort()).toEqual(FIRST);
});

test('a notification whose sender died before it could note that it was taken comes again, by the same id', async () => {
  receivers.answer = ({ path }) => {
    if (path === '/webhook/first') network.fateOf = () => 'refuse';
    return { status: 200 };
  };
  await expect(take(action(said()))).rejects.toThrow('Access denied');
  receivers.answer = () => ({ status: 200 });
  network.fateOf = () => 'pass';
  await dispatchAt(4);
  await dispatchAt(7);
  await dispatchAt(20);
  const ids = receivers.received
    .filter(({ path }) => path === '/webhook/first')
    .map(({ headers }) => headers['smallcart-id']);
  const { id } = await incident();
  expect(ids).toEqual([`${id}/opened/first/webhook`, `${id}/opened/first/webhook`]);
  expect(new Set(await statuses('opened'))).toEqual(new Set(['sent']));
});

describe('while the table refuses', () => {
  /** The message that was put into the queue, as whoever takes it next gets it. */
  const handedOn = (minutes = 0, count = 1): SQSRecord => {
    const { MessageBody: body = '', MessageAttributes = {} } = queue.sent.pop() ?? {};
    const attributes = Object.entries(MessageAttributes).map(
      ([name, { StringValue: stringValue }]) => [name, { stringValue, dataType: 'String' }] as const,
    );
    const messageAttributes = Object.fromEntries(attributes);
    // Each time that it could not be dealt with, it was hidden for three minutes.
    const { attributes: received } = action(said({ at: start + (minutes - (count - 1) * 3) * MINUTE }), count);
    const messageId = `after ${queue.sent.length}-${start}`;
    return { ...action(said()), messageId, attributes: received, body, messageAttributes };
  };

  test('people are told all the same, once, whoever takes the message next; afterwards it is an incident of whose end they are told', async () => {
    network.fateOf = () => 'refuse';
    expect(await take(action(said()))).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual(FIRST);
    const next = handedOn();
    const { messageId: itemIdentifier } = next;
    expect(await take(next)).toEqual({ batchItemFailures: [{ itemIdentifier }] });
    expect([told(), queue.sent]).toEqual([[], []]);
    network.fateOf = () => 'pass';
    expect(await take(next)).toEqual({ batchItemFailures: [] });
    await dispatchAt(1);
    expect(told()).toEqual([]);
    expect(new Set(await statuses('opened'))).toEqual(new Set(['sent']));
    await take(action(said({ state: 'OK', at: start + 10 * MINUTE })));
    expect(told()).toEqual(FIRST);
  });

  test('the record says when people were told, and the next contact’s turn is counted from then', async () => {
    network.fateOf = () => 'refuse';
    await take(action(said()));
    network.fateOf = () => 'pass';
    await take(handedOn(6, 3));
    const all = await pagesAbout((await incident()).id);
    const opened = all.filter(({ kind }) => kind === 'opened');
    for (const { sentAt = 0, turnAt, attempts } of opened) {
      expect([turnAt, attempts]).toEqual([sentAt, 1]);
      // Neither when the alarm was raised, nor when it was kept six minutes later.
      expect(Math.floor((sentAt - start) / (3 * MINUTE))).toBe(0);
    }
    told();
    await dispatchAt(15);
    expect(told()).toEqual([]);
    await dispatchAt(16);
    expect(told()).toEqual(NEXT);
  });

  test('the next contact is told at once when the table answers again after their turn', async () => {
    network.fateOf = () => 'refuse';
    await take(action(said()));
    told();
    network.fateOf = () => 'pass';
    await take(handedOn(33, 12));
    expect(told()).toEqual(NEXT);
    await dispatchAt(60);
    expect(told()).toEqual([]);
  });

  test('the next contact is told in their turn all the same, once, and hears of the end', async () => {
    network.fateOf = () => 'refuse';
    await take(action(said()));
    told();
    const waiting = handedOn(12, 5);
    await take(waiting);
    expect(told()).toEqual([]);
    await take({ ...waiting, attributes: action(said({ at: start + MINUTE }), 6).attributes });
    expect(told()).toEqual(NEXT);
    const next = handedOn(18);
    await take(next);
    expect(told()).toEqual([]);
    network.fateOf = () => 'pass';
    await take(next);
    await dispatchAt(40);
    expect(told()).toEqual([]);
    await take(action(said({ state: 'OK', at: start + 41 * MINUTE })));
    expect(told()).toEqual([...FIRST, ...NEXT].sort());
  });

  test('a channel that has failed is tried again with the message, and the others are not', async () => {
    network.fateOf = () => 'refuse';
    receivers.answer = ({ path }) => ({ status: path === '/slack/first' ? 503 : 200 });
    await take(action(said()));
    expect(told()).toEqual(FIRST.filter((who) => who !== 'slack/first'));
    receivers.answer = () => ({ status: 200 });
    await take(handedOn());
    expect(told()).toEqual(['slack/first']);
    network.fateOf = () => 'pass';
    await take(handedOn());
    await dispatchAt(1);
    expect(told()).toEqual([]);
  });

  test('people are told once when the incident was kept after all, and the answer was lost', async () => {
    network.fateOf = (operation) => (operation === 'TransactWriteItems' ? 'lose' : 'pass');
    await take(action(said()));
    expect(told()).toEqual(FIRST);
    expect(await own()).toHaveLength(1);
    network.fateOf = () => 'pass';
    await take(handedOn());
    await dispatchAt(1);
    expect(told()).toEqual([]);
  });

  test('people are told anew of the incident that it makes worse, and PagerDuty’s alert of another one is closed', async () => {
    await take(action(said({ severity: 'warning', name: 'slow' })));
    await dispatchAt(15);
    told();
    network.fateOf = () => 'refuse';
    await take(action(said({ at: start + 20 * MINUTE })));
    expect(told()).toEqual(FIRST);
    network.fateOf = () => 'pass';
    await take(handedOn());
    const { id } = await incident();
    const events = receivers.received
      .filter(({ path }) => path === '/pagerDuty/first')
      .map(({ body }) => JSON.parse(body))
      .map(({ event_action, dedup_key }) => [event_action, dedup_key === id]);
    expect(events).toEqual([
      ['resolve', false],
      ['trigger', true],
    ]);
    expect(told()).toEqual([...FIRST, 'pagerDuty/first'].sort());
  });

  test('people are told anew of the incident that is there again, and of its end', async () => {
    await take(action(said()));
    await take(action(said({ state: 'OK', at: start + MINUTE })));
    told();
    network.fateOf = () => 'refuse';
    await take(action(said({ at: start + 3 * MINUTE })));
    expect(told()).toEqual(FIRST);
    network.fateOf = () => 'pass';
    await take(handedOn());
    await dispatchAt(4);
    expect(told()).toEqual([...FIRST, 'pagerDuty/first'].sort());
    await take(action(said({ state: 'OK', at: start + 5 * MINUTE })));
    expect(told()).toEqual(FIRST);
  });

  test('where the queue takes nothing either, whoever told people remembers that', async () => {
    const record = action(said());
    const { messageId: itemIdentifier } = record;
    queue.refuse = () => true;
    network.fateOf = () => 'refuse';
    expect(await take(record)).toEqual({ batchItemFailures: [{ itemIdentifier }] });
    expect(told()).toEqual(FIRST);
    await take(action(said(), 2));
    expect(told()).toEqual([]);
    network.fateOf = () => 'pass';
    expect(await take(action(said(), 3))).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual([]);
  });

  test('a message that is no alarm’s stays in the queue; those beside it are kept', async () => {
    const strange = { ...action(said()), body: 'What is this?', messageId: 'strange' };
    expect(await take(strange, action(said()))).toEqual({ batchItemFailures: [{ itemIdentifier: 'strange' }] });
    expect(await own()).toHaveLength(1);
  });
});

test('what happens to a group at once is kept whole', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `alarm-${index}`);
  const changes = names.map((name) => alarmChange(name, { group, at: start, severity: 'warning' }));
  const kept = await Promise.all(
    changes.map((change) => changeGroup(group, (before) => applyChange(before, change), planning(start))),
  );
  expect(kept.flatMap((each) => each?.events ?? [])).toEqual(['opened']);
  expect((await incident()).alarms).toHaveLength(names.length);
});
