import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { users } from '../../../functions/lib/entities/user.ts';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { createClock } from '../../../local/clock.ts';
import { createCloudWatch } from '../../../local/cloudwatch/create-cloudwatch.ts';
import { deployMonitoring } from '../../../local/deploy/deploy-monitoring.ts';
import { deployTraceGroups } from '../../../local/deploy/trace-groups.ts';
import { createDynamodbProxy } from '../../../local/dynamodb/dynamodb-proxy.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { openLogStore } from '../../../local/logs/log-store.ts';
import { createLogsService } from '../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../local/logs/query-definitions.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { openTraceStore } from '../../../local/xray/trace-store.ts';
import { createXrayService } from '../../../local/xray/xray-service.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const MINUTE = 60_000;
const ALARMS = '/api/ops/alarms';
/** Ids that there are, or else an answer of 404. */
const OF_ID: Readonly<Record<string, string>> = { '/api/ops/dashboards/{id}': '/api/ops/dashboards/overview' };
const LOOKS = FUNCTIONS.ops.routes.filter(({ withoutTable }) => withoutTable === true);

const clock = createClock({ mode: 'simulated', speed: 1, start: NOON });
const faults = createFaults(clock);
let ops: EmbeddedOps;
let stop: () => Promise<void>;

/** The table behind the faults of DynamoDB; functions find it by their environment. */
async function putFaultsBeforeTable(): Promise<() => void> {
  const port = Number(new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '').port);
  const place = { region: 'us-east-1', accountId: '000000000000' };
  const own = { random: () => 0.5, record() {}, now: () => NOON, onWrite() {}, requestId: randomUUID };
  const server = createAwsServer({
    ...{ services: [], control: () => ({ status: 404 }), now: () => NOON, ...place },
    dynamodb: createDynamodbProxy({ port: async () => port, faults: faults.switches, ...place, ...own }),
    onBug: (error) => {
      throw error;
    },
  });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

beforeAll(async () => {
  const store = new DatabaseSync(':memory:');
  const cloudWatch = createCloudWatch({ clock, store, publish: () => {} });
  await deployMonitoring(cloudWatch.service, NOON);
  const traces = openTraceStore({ store, now: () => NOON, realNow: () => NOON });
  const logs = openLogStore({ store, now: () => NOON, record: () => {} });
  const groups = openTraceGroups(store, randomUUID);
  deployTraceGroups(groups);
  const logsService = createLogsService(logs, openQueryDefinitions(store, randomUUID));
  ops = await startEmbeddedOps([cloudWatch.service, createXrayService(traces, groups), logsService]);
  const stopFaults = await putFaultsBeforeTable();
  stop = async () => {
    stopFaults();
    await ops.stop();
    cloudWatch.stop();
    logs.close();
    traces.close();
    store.close();
  };
});
afterEach(() => faults.clear());
afterAll(() => stop());

/** A session that the console's API has seen at NOON, or one that it has not. */
async function viewer({ seen }: { seen: boolean }): Promise<string> {
  const { authorization } = await signInAs('viewer');
  if (seen) expect((await ops.read(ALARMS, { authorization })).status).toBe(200);
  return authorization;
}

const endSessionsOf = (authorization: string) =>
  users()
    .patch({ id: `usr_${authorization.slice('Bearer '.length).split('.')[0]}` })
    .set({ sessionEpoch: 1 })
    .go();

const failTable = () => faults.put('dynamodb-errors', { rate: 1 });

test('whoever was seen looks on at everything that needs no table, while all of the table fails', async () => {
  const authorization = await viewer({ seen: true });
  const statuses = () =>
    Promise.all(
      LOOKS.map(async ({ path }) => {
        const address = (OF_ID[path] ?? path).replace(/\{\w+\}/, 'none');
        const query = 'expression=TIME_SERIES(1)&name=none&pointer=none';
        return [path, (await ops.read(`${address}?${query}`, { authorization })).status];
      }),
    );
  const before = await statuses();
  await failTable();
  expect(await statuses()).toEqual(before);
  const shown = ['alarms', 'dashboards', 'dashboards/{id}', 'logs', 'traces', 'service-map', 'cost', 'metrics'];
  expect(before).toEqual(expect.arrayContaining(shown.map((name) => [`/api/ops/${name}`, 200])));
});

test('it is enough to have been seen at what needs the table', async () => {
  const { authorization } = await signInAs('viewer');
  expect((await ops.read('/api/ops/incidents', { authorization })).status).toBe(200);
  await failTable();
  expect((await ops.read(ALARMS, { authorization })).status).toBe(200);
});

test('who it was is in the line all the same, and that the table did not say so in the log', async () => {
  const authorization = await viewer({ seen: true });
  const known = ops.output.canonical().at(-1)?.userId;
  await failTable();
  ops.output.clear();
  await ops.read(ALARMS, { authorization });
  expect(known).toEqual(expect.any(String));
  expect(ops.output.canonical()).toMatchObject([{ status: 200, userId: known }]);
  expect(ops.output.logged()).toMatchObject([{ level: 'WARN', message: 'The table did not say who asks.' }]);
});

describe('while all of the table fails', () => {
  const refused: Record<string, { headers: () => Promise<Record<string, string>>; now?: number; expected: number }> = {
    'a guest is asked to sign in': { headers: async () => ({}), expected: 401 },
    'a session that was not seen is told to wait': {
      headers: async () => ({ authorization: await viewer({ seen: false }) }),
      expected: 503,
    },
    'a session that was seen a quarter of an hour ago, too': {
      headers: async () => ({ authorization: await viewer({ seen: true }) }),
      now: NOON + 15 * MINUTE,
      expected: 503,
    },
    'a session that has been ended since it was seen, too, where this was noticed': {
      headers: async () => {
        const authorization = await viewer({ seen: true });
        await endSessionsOf(authorization);
        expect((await ops.read(ALARMS, { authorization })).status).toBe(401);
        return { authorization };
      },
      expected: 503,
    },
    'a customer, who looks at nothing, too': {
      headers: async () => {
        const { authorization } = await signInAs('customer');
        expect((await ops.read(ALARMS, { authorization })).status).toBe(403);
        return { authorization };
      },
      expected: 503,
    },
  };
  test.for(Object.entries(refused))('%s', async ([, { headers, now = NOON, expected }]) => {
    const asked = await headers();
    await failTable();
    const { status, contentType } = await ops.read(ALARMS, asked, now);
    expect([status, contentType]).toEqual([expected, 'application/problem+json']);
  });

  test('what needs the table is not available to whoever was seen either', async () => {
    const authorization = await viewer({ seen: true });
    await failTable();
    const paths = ['incidents', 'notifications', 'slos', 'reports', 'deployments', 'alarms/none'];
    const statuses = paths.map(async (path) => (await ops.read(`/api/ops/${path}`, { authorization })).status);
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([503]));
  });

  test('whoever was seen changes nothing', async () => {
    const { authorization } = await signInAs('admin');
    expect((await ops.read(ALARMS, { authorization })).status).toBe(200);
    await failTable();
    const writes = FUNCTIONS.ops.routes.filter(({ method, access }) => method !== 'GET' && access !== 'public');
    const statuses = writes.map(({ method, path }) => {
      const address = path.replace(/\{\w+\}/, 'smallcart-local-table-errors');
      return ops.sendAs(method, address, { authorization });
    });
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([503]));
  });
});

test('the marked routes are looks of viewers, of the console’s API alone', () => {
  const marked = Object.entries(FUNCTIONS).flatMap(([id, { routes }]) =>
    routes.filter(({ withoutTable }) => withoutTable).map(({ method, access }) => [id, method, access].join(' ')),
  );
  expect(new Set(marked)).toEqual(new Set(['ops GET viewer']));
});
