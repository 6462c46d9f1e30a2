import { expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { createClock } from '../../../local/clock.ts';
import { clockStatus, createControl } from '../../../local/control/control.ts';
import { createRoles } from '../../../local/iam/roles.ts';

const start = Date.UTC(2026, 10, 21);
const MINUTE = 60_000;
const served = { folder: '/shop/web/dist', released: false };
const ROLES = createRoles({ region: 'us-east-1', accountId: '000000000000', stage: 'test' });
const OWN_PAGES = { serve: async () => served, reset: async () => served };

test('the clock says where it is going while it is advanced, and nothing of it afterwards', async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start });
  const seen: unknown[] = [];
  clock.at(start + MINUTE, () => void seen.push(clockStatus(clock)));
  await clock.advance(2 * MINUTE);
  seen.push(clockStatus(clock));
  clock.stop();
  const shown = { mode: 'simulated', speed: 1 };
  expect(seen).toEqual([
    { ...shown, now: '2026-11-21T00:01:00.000Z', advancing: { to: '2026-11-21T00:02:00.000Z' } },
    { ...shown, now: '2026-11-21T00:02:00.000Z' },
  ]);
});

test('an advance ends at the instant at which its caller hangs up', async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start });
  const hangUp = new AbortController();
  const faults = { list: () => [], put: async () => ({}), remove: async () => ({}), clear: async () => [] };
  const control = createControl({
    clock,
    status: () => ({}),
    notifications: () => [],
    roles: ROLES,
    site: OWN_PAGES,
    faults,
    kill: () => 0,
  });
  clock.at(start + MINUTE, () => hangUp.abort());
  clock.every(MINUTE, () => {});
  const answer = await control(
    {
      ...{ method: 'POST', path: '/_local/clock', params: {}, query: new URLSearchParams(), headers: {} },
      body: Buffer.from('{"advance":"P366D"}'),
    },
    { now: start, region: 'us-east-1', accountId: '000000000000', signal: hangUp.signal },
  );
  clock.stop();
  expect(answer).toMatchObject({ status: 200 });
  expect(clock.now()).toBe(start + MINUTE);
});

const ask = async (method: string, path: string, kill: (functionId: string) => number | undefined, body = '') => {
  const clock = createClock({ mode: 'simulated', speed: 1, start });
  const faults = { list: () => [], put: async () => ({}), remove: async () => ({}), clear: async () => [] };
  const control = createControl({
    clock,
    status: () => ({}),
    notifications: () => [],
    roles: ROLES,
    site: OWN_PAGES,
    faults,
    kill,
  });
  const request = { method, path, params: {}, query: new URLSearchParams(), headers: {}, body: Buffer.from(body) };
  const context = { now: start, region: 'us-east-1', accountId: '000000000000', signal: new AbortController().signal };
  try {
    return await control(request, context);
  } catch (error) {
    if (error instanceof AwsError) return { status: error.statusCode, body: error.message };
    throw error;
  } finally {
    clock.stop();
  }
};

test('a function’s running environments are killed by its id, and it is told how many there were', async () => {
  const killed: string[] = [];
  const kill = (functionId: string) => killed.push(functionId);
  expect(await ask('POST', '/_local/functions/checkout/kill', kill)).toMatchObject({
    status: 200,
    body: '{"function":"checkout","killed":1}',
  });
  expect(killed).toEqual(['checkout']);
});

test.each([
  ['an unknown function', 'POST', '/_local/functions/till/kill', 404, /no function 'till'/],
  ['another method', 'GET', '/_local/functions/cart/kill', 405, /takes POST/],
  ['no function', 'POST', '/_local/functions', 404, /The control API has: .*POST functions/],
  ['another verb', 'POST', '/_local/functions/cart/feed', 404, /The control API has/],
])('what cannot be killed is refused with what can: %s', async (_what, method, path, status, body) => {
  const kill = () => undefined;
  expect(await ask(method, path, kill)).toMatchObject({ status, body: expect.stringMatching(body) });
});

test('what roles allow is shown, other policies are put in its place, and the manifest’s are brought back', async () => {
  const kill = () => undefined;
  const policy = '{"probe":[{"actor":"code","actions":["xray:GetTraceGraph"],"resources":["*"]}]}';
  const allowed = expect.stringContaining('"granted":[{"action":"xray:GetTraceGraph","resource":"*","used":0}]');
  const own = await ask('GET', '/_local/permissions', kill);
  expect(own.body).not.toEqual(allowed);
  expect(await ask('PUT', '/_local/permissions', kill, policy)).toMatchObject({ status: 200, body: allowed });
  expect(await ask('GET', '/_local/permissions', kill)).toMatchObject({ status: 200, body: allowed });
  expect(await ask('PUT', '/_local/permissions', kill, '{"till":[]}')).toMatchObject({ status: 400 });
  expect(await ask('DELETE', '/_local/permissions', kill)).toEqual(own);
});
