import { describe, expect, test } from 'vitest';
import { action, noticeEvent, type Said } from './queued.ts';
import { FIRST, MINUTE, NEXT, tellPeople } from './telling.ts';

const given = tellPeople();
const { said, take, dispatchAt, own, incident, told, statuses } = given;

describe('an incident that is there again soon', () => {
  const over = (minutes: number) => take(action(said({ state: 'OK', at: given.start + minutes * MINUTE })));
  const again = (minutes: number) => take(action(said({ at: given.start + minutes * MINUTE })));
  const alerts = () =>
    given.receivers.received
      .filter(({ path }) => path === '/pagerDuty/first')
      .map(({ body }) => JSON.parse(body))
      .map(({ event_action, dedup_key }) => `${event_action} ${dedup_key}`);

  test('is told when it has lasted five minutes, each time once, and to PagerDuty as the same alert', async () => {
    await again(0);
    for (const minutes of [5, 20]) {
      await over(minutes);
      given.receivers.received.length = 0;
      await again(minutes + 3);
      await dispatchAt(minutes + 7);
      expect(told()).toEqual([]);
      await Promise.all([dispatchAt(minutes + 8), dispatchAt(minutes + 9)]);
      expect(alerts()).toEqual([`trigger ${(await incident()).id}`]);
      expect(told()).toEqual(FIRST);
    }
    expect(await own()).toMatchObject([{ status: 'open', reopenings: 2, reopenedAt: given.start + 23 * MINUTE }]);
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
    given.network.fateOf = (operation) =>
      operation === 'UpdateItem' && claimed.add(claimed.size).size > FIRST.length ? 'refuse' : 'pass';
    await expect(dispatchAt(15)).rejects.toThrow('Access denied');
    given.network.fateOf = () => 'pass';
    told();
    await dispatchAt(19);
    expect(told()).toEqual([]);
    await dispatchAt(20);
    const repeated = given.receivers.received.filter(({ body }) =>
      /It.may.have.reached.you.before/.test(decodeURIComponent(body)),
    );
    expect(repeated.map(({ path }) => path).sort()).toEqual(['/', '/slack/first']);
    expect(told()).toEqual(FIRST);
  });

  test('that is over before is told to nobody, neither that it began nor that it ended', async () => {
    await take(action(warning()));
    await take(action(warning({ state: 'OK', at: given.start + 10 * MINUTE })));
    await dispatchAt(20);
    expect(told()).toEqual([]);
    expect(new Set(await statuses('opened'))).toEqual(new Set(['cancelled']));
  });

  test('that becomes critical is told at once, and once', async () => {
    await take(action(warning()));
    await take(action(said({ at: given.start + 5 * MINUTE })));
    expect(told()).toEqual(FIRST);
    await dispatchAt(16);
    expect(told()).toEqual([]);
    await dispatchAt(21);
    expect(told()).toEqual(NEXT);
  });
});

const isWeekday = (at: number) => ![0, 6].includes(new Date(at).getUTCDay());

describe('news', () => {
  test('is told in business hours: at once within them', async () => {
    await take(action(said({ severity: 'info', name: 'deployed' })));
    expect(told()).toEqual(isWeekday(given.start) ? FIRST : []);
    expect(await own()).toEqual([]);
  });

  test('that comes by night waits for the morning', async () => {
    const night = given.start + 12 * 60 * MINUTE;
    const notice = {
      stage: 'test',
      id: `changed.${given.start}`,
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
  const night = given.start + 12 * 60 * MINUTE;
  const notice = {
    stage: 'test',
    id: `maintenance.${given.start}`,
    severity: 'info',
    title: 'Maintenance',
    text: 'Now.',
  };
  await take(noticeEvent({ ...notice, atOnce: true }, night));
  const { path } = given.receivers.received.find((each) => each.path.startsWith('/pagerDuty/first')) ?? {};
  expect([told(), path]).toEqual([FIRST, '/pagerDuty/first/change']);
});

test('an alarm that is news by night says in the morning what it saw, and where to look for that time', async () => {
  const night = given.start + 12 * 60 * MINUTE;
  await take(action(said({ severity: 'info', name: 'deployment-done', at: night })));
  await dispatchAt(4 * 24 * 60);
  const { body = '' } = given.receivers.received.find(({ path }) => path === '/slack/first') ?? {};
  expect(body).toContain('threshold 5');
  expect(body).toContain(`from=${encodeURIComponent(new Date(night - 15 * MINUTE).toISOString())}`);
});
