import { describe, expect, test } from 'vitest';
import { action } from './queued.ts';
import { FIRST, tellPeople } from './telling.ts';

const given = tellPeople();
const { said, take, dispatchAt, incident, told, statuses } = given;

describe('a channel that fails', () => {
  const slackFails = (status: number, headers?: Record<string, string>) => {
    given.receivers.answer = ({ path }) =>
      path === '/slack/first' ? { status, ...(headers && { headers }) } : { status: 200 };
  };
  const WITHOUT_SLACK = FIRST.filter((who) => who !== 'slack/first');

  test('is tried again, later each time, until it answers; the others are not told again', async () => {
    slackFails(500);
    await take(action(said()));
    expect(told()).toEqual(WITHOUT_SLACK);
    await dispatchAt(1.5);
    expect(told()).toEqual([]);
    given.receivers.answer = () => ({ status: 200 });
    await dispatchAt(3);
    expect(told()).toEqual([]);
    await dispatchAt(4);
    expect(told()).toEqual(['slack/first']);
  });

  test('says itself when it can be tried again', async () => {
    slackFails(429, { 'retry-after': '300' });
    await take(action(said()));
    given.receivers.answer = () => ({ status: 200 });
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
    given.receivers.answer = () => ({ status: 200 });
    await dispatchAt(10);
    expect(told()).toEqual([]);
    expect(await statuses('opened')).toContain('failed');
  });
});

test('a notification that the table will not let be sent keeps nobody from being told by the others', async () => {
  await take(action(said({ name: 'slow', severity: 'warning' })));
  let refusals = 1;
  given.network.fateOf = (operation) => (operation === 'UpdateItem' && refusals-- > 0 ? 'refuse' : 'pass');
  await expect(dispatchAt(15)).rejects.toThrow('Access denied');
  const others = told();
  expect(others).toHaveLength(3);
  await dispatchAt(16);
  expect([...others, ...told()].sort()).toEqual(FIRST);
});

test('a notification whose sender died before it could note that it was taken comes again, by the same id', async () => {
  given.receivers.answer = ({ path }) => {
    if (path === '/webhook/first') given.network.fateOf = () => 'refuse';
    return { status: 200 };
  };
  await expect(take(action(said()))).rejects.toThrow('Access denied');
  given.receivers.answer = () => ({ status: 200 });
  given.network.fateOf = () => 'pass';
  await dispatchAt(4);
  await dispatchAt(7);
  await dispatchAt(20);
  const ids = given.receivers.received
    .filter(({ path }) => path === '/webhook/first')
    .map(({ headers }) => headers['smallcart-id']);
  const { id } = await incident();
  expect(ids).toEqual([`${id}/opened/first/webhook`, `${id}/opened/first/webhook`]);
  expect(new Set(await statuses('opened'))).toEqual(new Set(['sent']));
});
