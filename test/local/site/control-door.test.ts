import { createServer, get, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createControl } from '../../../local/control/control.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { createRoles } from '../../../local/iam/roles.ts';
import { createControlDoor } from '../../../local/site/control-door.ts';
import { createSite } from '../../../local/site/site.ts';
import { FAULT_NAMES } from '../../../monitoring/fault-names.ts';

const START = Date.UTC(2026, 10, 21);
const PLACE = { region: 'us-east-1', accountId: '000000000000', stage: 'test' };
const TOLD = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
/** Whose cookie it is; the API tells it as the function account does. */
const ROLES: Record<string, string> = { boss: 'admin', former: 'admin', guard: 'viewer', shopper: 'customer' };

let clock: Clock;
let faults: Faults;
let servers: readonly Server[];
let siteUrl: string;
/** With what the shop's API refuses everybody, if it does. */
let refusal: number | undefined;

beforeAll(async () => {
  clock = createClock({ mode: 'simulated', speed: 1, start: START });
  faults = createFaults(clock);
  const control = createControl({
    ...{ clock, faults, status: () => ({}), kill: () => 0, roles: createRoles(PLACE) },
    notifications: () => TOLD,
    site: {
      serve: async (folder) => ({ folder, released: true }),
      reset: async () => ({ folder: '', released: false }),
    },
  });
  const onBug = (error: unknown): never => {
    throw error;
  };
  const cloud = createAwsServer({ ...PLACE, services: [], control, now: clock.now, onBug });
  const awsUrl = `http://127.0.0.1:${await listenOnLoopback(cloud, 0)}`;
  const door = Promise.withResolvers<ReturnType<typeof createControlDoor>>();
  const site = createSite({
    ...{ find: async () => undefined, onBug },
    api: async ({ headers }, response) => {
      const role = ROLES[headers.cookie ?? ''];
      response.statusCode = refusal ?? (role === undefined ? 401 : 200);
      response.end(JSON.stringify({ user: { role } }));
    },
    control: async (request, response) => (await door.promise)(request, response),
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  door.resolve(createControlDoor({ siteUrl, awsUrl }));
  servers = [cloud, site];
});
beforeEach(async () => {
  refusal = undefined;
  await faults.clear();
});
afterAll(() => {
  clock.stop();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Asked = { readonly method?: string; readonly cookie?: string; readonly body?: string; readonly origin?: string };

async function ask(path: string, { method = 'GET', cookie = 'boss', body, origin = siteUrl }: Asked = {}) {
  const answer = await fetch(siteUrl + path, {
    method,
    headers: { ...(cookie === '' ? {} : { cookie }), ...(method === 'GET' ? {} : { origin }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  return { status: answer.status, body: JSON.parse(text) };
}
const isOn = (name: 'dynamodb-errors'): boolean => faults.switches[name].settings() !== undefined;

test('an administrator sees every fault, with the alarms that it is to raise and how its settings are asked for', async () => {
  const { status, body } = await ask('/_local/faults');
  expect(status).toBe(200);
  expect(body.faults.map(({ name }: { name: string }) => name)).toEqual(FAULT_NAMES);
  expect(body.faults.find(({ name }: { name: string }) => name === 'dynamodb-errors')).toMatchObject({
    inputs: { rate: { kind: 'number', minimum: 0, maximum: 1 }, duration: { kind: 'duration' } },
    raises: expect.arrayContaining([
      { name: expect.any(String), title: expect.any(String), promiseMinutes: expect.any(Number) },
    ]),
  });
});

test('an administrator switches a fault on with settings, and off', async () => {
  const body = JSON.stringify({ rate: 0.5, duration: 'PT10M' });
  expect(await ask('/_local/faults/dynamodb-errors', { method: 'PUT', body })).toMatchObject({
    status: 200,
    body: { active: true, settings: { rate: 0.5 }, until: '2026-11-21T00:10:00.000Z' },
  });
  expect(await ask('/_local/faults/dynamodb-errors', { method: 'DELETE' })).toMatchObject({ status: 200 });
  expect(isOn('dynamodb-errors')).toBe(false);
});

test('what was told is listed in pages, the last ones first', async () => {
  const ids = ({ notifications }: { notifications: { id: string }[] }) => notifications.map(({ id }) => id);
  const { body: last } = await ask('/_local/notifications?limit=2');
  expect([ids(last), last.nextCursor]).toEqual([['d', 'e'], 'd']);
  const { body: before } = await ask('/_local/notifications?limit=4&before=d');
  expect([ids(before), before.nextCursor]).toEqual([['a', 'b', 'c'], null]);
});

const REFUSED: Readonly<Record<string, readonly [path: string, asked: Asked, status: number]>> = {
  'a guest': ['/_local/faults', { cookie: '' }, 401],
  'a viewer': ['/_local/faults', { cookie: 'guard' }, 403],
  'a viewer who switches one on': [
    '/_local/faults/dynamodb-errors',
    { method: 'PUT', cookie: 'guard', body: '{}' },
    403,
  ],
  'a customer': ['/_local/notifications', { cookie: 'shopper' }, 403],
  'another site’s page': [
    '/_local/faults/dynamodb-errors',
    { method: 'PUT', body: '{}', origin: 'https://elsewhere.example' },
    403,
  ],
  'another page of this machine': [
    '/_local/faults/dynamodb-errors',
    { method: 'PUT', body: '{}', origin: 'http://localhost:1' },
    403,
  ],
  'what else the control API has': ['/_local/clock', {}, 404],
  'another method': ['/_local/faults', { method: 'POST', body: '{}' }, 405],
  'an unknown fault': ['/_local/faults/no-such', { method: 'PUT', body: '{}' }, 404],
  'a wrong setting': ['/_local/faults/dynamodb-errors', { method: 'PUT', body: '{"rate":2}' }, 400],
  'a body without end': ['/_local/faults/dynamodb-errors', { method: 'PUT', body: ' '.repeat(20_000) }, 413],
  'a cursor that nobody gave': ['/_local/notifications?before=zzz', {}, 400],
};

test.each(Object.entries(REFUSED))('%s is refused, with a problem document', async (_, [path, asked, status]) => {
  expect(await ask(path, asked)).toMatchObject({ status, body: { status, detail: expect.stringMatching(/\.$/) } });
  expect(isOn('dynamodb-errors')).toBe(false);
});

test('a page of a name that was made to stand for this machine is refused', async () => {
  const answered = Promise.withResolvers<number | undefined>();
  const headers = { host: 'rebound.example', cookie: 'boss' };
  get(`${siteUrl}/_local/notifications`, { headers }, (answer) => {
    answer.resume();
    answered.resolve(answer.statusCode);
  }).on('error', answered.reject);
  expect(await answered.promise).toBe(403);
});

describe('while the shop’s API does not answer', () => {
  test.each([503, 429])('whoever was an administrator before switches the fault off, also by %d', async (status) => {
    await ask('/_local/faults/dynamodb-errors', { method: 'PUT', body: '{}' });
    refusal = status;
    expect(await ask('/_local/faults/dynamodb-errors', { method: 'DELETE' })).toMatchObject({ status: 200 });
    expect(isOn('dynamodb-errors')).toBe(false);
  });

  test('whoever is one no more does not', async () => {
    await ask('/_local/faults', { cookie: 'former' });
    ROLES.former = 'customer';
    expect(await ask('/_local/faults', { cookie: 'former' })).toMatchObject({ status: 403 });
    refusal = 503;
    expect(await ask('/_local/faults', { cookie: 'former' })).toMatchObject({ status: 503 });
  });

  test('nobody else does', async () => {
    await ask('/_local/faults', { cookie: 'guard' });
    refusal = 503;
    expect(await ask('/_local/faults', { cookie: 'guard' })).toMatchObject({ status: 503 });
    expect(await ask('/_local/faults', { cookie: 'somebody' })).toMatchObject({ status: 503 });
  });
});

describe('where the control API', () => {
  async function serve(answer: RequestListener): Promise<number> {
    const server = createServer(answer);
    servers = [...servers, server];
    return listenOnLoopback(server, 0);
  }
  /** A door of its own to a control API; what was thrown in answering is told once it has. */
  async function door(awsUrl: string) {
    const answer = createControlDoor({ siteUrl, awsUrl });
    const thrown = Promise.withResolvers<unknown>();
    const port = await serve((request, response) => {
      answer(request, response).then(() => thrown.resolve(undefined), thrown.resolve);
    });
    return { port, thrown: thrown.promise };
  }

  const failing: RequestListener = (_, response) => {
    response.writeHead(500).end('Oh.');
  };
  const amiss: Readonly<Record<string, readonly [portOf: () => Promise<number>, detail: RegExp]>> = {
    'does not answer': [async () => 1, /does not answer/],
    fails: [() => serve(failing), /failed at it/],
  };
  test.each(Object.entries(amiss))('%s, that is said', async (_, [portOf, detail]) => {
    const { port } = await door(`http://127.0.0.1:${await portOf()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/_local/faults`, { headers: { cookie: 'boss' } });
    expect(await answer.json()).toMatchObject({ status: 502, detail: expect.stringMatching(detail) });
  });

  test('is not reached, as somebody hung up in the middle of what they sent, nothing is amiss', async () => {
    const { port, thrown } = await door('http://127.0.0.1:1');
    const socket = connect(port, '127.0.0.1');
    const head = ['PUT /_local/faults/dynamodb-errors HTTP/1.1', `Host: 127.0.0.1:${port}`, `Origin: ${siteUrl}`];
    socket.write([...head, 'Cookie: boss', 'Content-Length: 9', '', '{'].join('\r\n'), () => socket.destroy());
    expect(await thrown).toBeUndefined();
  });
});
