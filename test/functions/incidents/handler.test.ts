import { describe, expect, test } from 'vitest';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';
import { applyChange } from '../../../functions/lib/incidents/apply-change.ts';
import { changeGroup } from '../../../functions/lib/incidents/change-group.ts';
import { pagesAbout } from '../../../functions/lib/incidents/incident-store.ts';
import { planning } from '../../../functions/lib/incidents/planning.ts';
import { alarmChange } from '../lib/incidents/alarm-changes.ts';
import { action, stateEvent } from './queued.ts';
import { FIRST, MINUTE, NEXT, tellPeople } from './telling.ts';

const given = tellPeople();
const { said, take, dispatchAt, own, incident, told, statuses } = given;

test('each change of an alarm is a line of the log, so that its last one says its state', async () => {
  given.output.clear();
  await take(action(said({ name: 'seen' })), stateEvent(said({ name: 'seen' })));
  await take(stateEvent(said({ name: 'seen', state: 'OK', at: given.start + MINUTE })));
  const lines = given.output.logged().filter(({ message }) => message === 'An alarm has changed.');
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
      ...{
        id: expect.stringMatching(/^inc_[0-9A-Z]{26}$/),
        severity: 'critical',
        status: 'open',
        openedAt: given.start,
      },
      alarms: [{ title: 'Alarm down', value: 7.5, threshold: 5, state: 'ALARM' }],
    });
    const { data } = await auditEntries()
      .query.byMonth({ month: new Date(given.start).toISOString().slice(0, 7) })
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
    expect(new Set(escalations)).toEqual(new Set([given.start + 1_000 + (2 * 3 + 15) * MINUTE]));
  });

  test('that is over is announced to those who were told, and to nobody else', async () => {
    await take(action(said()));
    told();
    await take(action(said({ state: 'OK', at: given.start + 5 * MINUTE })));
    expect(told()).toEqual(FIRST);
    await dispatchAt(30);
    expect(told()).toEqual([]);
    expect(await incident()).toMatchObject({ status: 'resolved', resolvedAt: given.start + 5 * MINUTE });
    expect(new Set(await statuses('escalated'))).toEqual(new Set(['cancelled']));
  });

  test('that is over while people are being told of it is announced, once that is known, to those who were', async () => {
    const over = action(said({ state: 'OK', at: given.start + MINUTE }));
    // Whoever tells the first of them has claimed some of the others and not all: its end comes in between.
    let ended: Promise<unknown> | undefined;
    given.receivers.answer = ({ path }) => {
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
    await take(action(said({ at: given.start + MINUTE })));
    expect((await incident()).alarms.map(({ title }) => title)).toEqual(['Alarm slow', 'Alarm down']);
  });
});

test('what happens to a group at once is kept whole', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `alarm-${index}`);
  const changes = names.map((name) => alarmChange(name, { group: given.group, at: given.start, severity: 'warning' }));
  const kept = await Promise.all(
    changes.map((change) => changeGroup(given.group, (before) => applyChange(before, change), planning(given.start))),
  );
  expect(kept.flatMap((each) => each?.events ?? [])).toEqual(['opened']);
  expect((await incident()).alarms).toHaveLength(names.length);
});
