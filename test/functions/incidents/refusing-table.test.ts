import type { SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { pagesAbout } from '../../../functions/lib/incidents/incident-store.ts';
import { action } from './queued.ts';
import { FIRST, MINUTE, NEXT, tellPeople } from './telling.ts';

const given = tellPeople();
const { said, take, dispatchAt, own, incident, told, statuses } = given;

describe('while the table refuses', () => {
  /** The message that was put into the queue, as whoever takes it next gets it. */
  const handedOn = (minutes = 0, count = 1): SQSRecord => {
    const { MessageBody: body = '', MessageAttributes = {} } = given.queue.sent.pop() ?? {};
    const attributes = Object.entries(MessageAttributes).map(
      ([name, { StringValue: stringValue }]) => [name, { stringValue, dataType: 'String' }] as const,
    );
    const messageAttributes = Object.fromEntries(attributes);
    // Each time that it could not be dealt with, it was hidden for three minutes.
    const { attributes: received } = action(said({ at: given.start + (minutes - (count - 1) * 3) * MINUTE }), count);
    const messageId = `after ${given.queue.sent.length}-${given.start}`;
    return { ...action(said()), messageId, attributes: received, body, messageAttributes };
  };

  test('people are told all the same, once, whoever takes the message next; afterwards it is an incident of whose end they are told', async () => {
    given.network.fateOf = () => 'refuse';
    expect(await take(action(said()))).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual(FIRST);
    const next = handedOn();
    const { messageId: itemIdentifier } = next;
    expect(await take(next)).toEqual({ batchItemFailures: [{ itemIdentifier }] });
    expect([told(), given.queue.sent]).toEqual([[], []]);
    given.network.fateOf = () => 'pass';
    expect(await take(next)).toEqual({ batchItemFailures: [] });
    await dispatchAt(1);
    expect(told()).toEqual([]);
    expect(new Set(await statuses('opened'))).toEqual(new Set(['sent']));
    await take(action(said({ state: 'OK', at: given.start + 10 * MINUTE })));
    expect(told()).toEqual(FIRST);
  });

  test('the record says when people were told, and the next contact’s turn is counted from then', async () => {
    given.network.fateOf = () => 'refuse';
    await take(action(said()));
    given.network.fateOf = () => 'pass';
    await take(handedOn(6, 3));
    const all = await pagesAbout((await incident()).id);
    const opened = all.filter(({ kind }) => kind === 'opened');
    for (const { sentAt = 0, turnAt, attempts } of opened) {
      expect([turnAt, attempts]).toEqual([sentAt, 1]);
      // Neither when the alarm was raised, nor when it was kept six minutes later.
      expect(Math.floor((sentAt - given.start) / (3 * MINUTE))).toBe(0);
    }
    told();
    await dispatchAt(15);
    expect(told()).toEqual([]);
    await dispatchAt(16);
    expect(told()).toEqual(NEXT);
  });

  test('the next contact is told at once when the table answers again after their turn', async () => {
    given.network.fateOf = () => 'refuse';
    await take(action(said()));
    told();
    given.network.fateOf = () => 'pass';
    await take(handedOn(33, 12));
    expect(told()).toEqual(NEXT);
    await dispatchAt(60);
    expect(told()).toEqual([]);
  });

  test('the next contact is told in their turn all the same, once, and hears of the end', async () => {
    given.network.fateOf = () => 'refuse';
    await take(action(said()));
    told();
    const waiting = handedOn(12, 5);
    await take(waiting);
    expect(told()).toEqual([]);
    await take({ ...waiting, attributes: action(said({ at: given.start + MINUTE }), 6).attributes });
    expect(told()).toEqual(NEXT);
    const next = handedOn(18);
    await take(next);
    expect(told()).toEqual([]);
    given.network.fateOf = () => 'pass';
    await take(next);
    await dispatchAt(40);
    expect(told()).toEqual([]);
    await take(action(said({ state: 'OK', at: given.start + 41 * MINUTE })));
    expect(told()).toEqual([...FIRST, ...NEXT].sort());
  });

  test('a channel that has failed is tried again with the message, and the others are not', async () => {
    given.network.fateOf = () => 'refuse';
    given.receivers.answer = ({ path }) => ({ status: path === '/slack/first' ? 503 : 200 });
    await take(action(said()));
    expect(told()).toEqual(FIRST.filter((who) => who !== 'slack/first'));
    given.receivers.answer = () => ({ status: 200 });
    await take(handedOn());
    expect(told()).toEqual(['slack/first']);
    given.network.fateOf = () => 'pass';
    await take(handedOn());
    await dispatchAt(1);
    expect(told()).toEqual([]);
  });

  test('people are told once when the incident was kept after all, and the answer was lost', async () => {
    given.network.fateOf = (operation) => (operation === 'TransactWriteItems' ? 'lose' : 'pass');
    await take(action(said()));
    expect(told()).toEqual(FIRST);
    expect(await own()).toHaveLength(1);
    given.network.fateOf = () => 'pass';
    await take(handedOn());
    await dispatchAt(1);
    expect(told()).toEqual([]);
  });

  test('people are told anew of the incident that it makes worse, and PagerDuty’s alert of another one is closed', async () => {
    await take(action(said({ severity: 'warning', name: 'slow' })));
    await dispatchAt(15);
    told();
    given.network.fateOf = () => 'refuse';
    await take(action(said({ at: given.start + 20 * MINUTE })));
    expect(told()).toEqual(FIRST);
    given.network.fateOf = () => 'pass';
    await take(handedOn());
    const { id } = await incident();
    const events = given.receivers.received
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
    await take(action(said({ state: 'OK', at: given.start + MINUTE })));
    told();
    given.network.fateOf = () => 'refuse';
    await take(action(said({ at: given.start + 3 * MINUTE })));
    expect(told()).toEqual(FIRST);
    given.network.fateOf = () => 'pass';
    await take(handedOn());
    await dispatchAt(4);
    expect(told()).toEqual([...FIRST, 'pagerDuty/first'].sort());
    await take(action(said({ state: 'OK', at: given.start + 5 * MINUTE })));
    expect(told()).toEqual(FIRST);
  });

  test('where the queue takes nothing either, whoever told people remembers that', async () => {
    const record = action(said());
    const { messageId: itemIdentifier } = record;
    given.queue.refuse = () => true;
    given.network.fateOf = () => 'refuse';
    expect(await take(record)).toEqual({ batchItemFailures: [{ itemIdentifier }] });
    expect(told()).toEqual(FIRST);
    await take(action(said(), 2));
    expect(told()).toEqual([]);
    given.network.fateOf = () => 'pass';
    expect(await take(action(said(), 3))).toEqual({ batchItemFailures: [] });
    expect(told()).toEqual([]);
  });

  test('a message that is no alarm’s stays in the queue; those beside it are kept', async () => {
    const strange = { ...action(said()), body: 'What is this?', messageId: 'strange' };
    expect(await take(strange, action(said()))).toEqual({ batchItemFailures: [{ itemIdentifier: 'strange' }] });
    expect(await own()).toHaveLength(1);
  });
});
