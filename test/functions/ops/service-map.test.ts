import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { CreateGroupCommand, PutTraceSegmentsCommand, XRayClient } from '@aws-sdk/client-xray';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { percentileMs } from '../../../functions/ops/service-map/map-traffic.ts';
import { createMapReader } from '../../../functions/ops/service-map/read-service-map.ts';
import type { ServiceMap, ServiceStatistics } from '../../../functions/ops/service-map/service-map-responses.ts';
import { deployTraceGroups } from '../../../local/deploy/trace-groups.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { openTraceStore } from '../../../local/xray/trace-store.ts';
import { createXrayService } from '../../../local/xray/xray-service.ts';
import { NOON } from '../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const store = new DatabaseSync(':memory:');
const traces = openTraceStore({ store, now: () => NOON, realNow: () => NOON });
const groups = openTraceGroups(store, randomUUID);
let ops: EmbeddedOps;
let xRay: XRayClient;

const noon = NOON / 1000;
const traceId = (n: number) => `1-6a1c2b40-${n.toString(16).padStart(24, '0')}`;
const segmentId = (n: number) => n.toString(16).padStart(16, '0');

type Request = { n: number; secondsAgo: number; ms: number; route?: string; stage?: string; fault?: boolean };

/** A function that writes the table while it answers a route. */
function request({ n, secondsAgo, ms, route = '/api/cart', stage = 'local', fault = false }: Request): string {
  const start_time = noon - secondsAgo;
  const times = { start_time, end_time: start_time + ms / 1000 };
  const table = {
    ...{ id: segmentId(3 * n + 2), name: 'DynamoDB', namespace: 'aws', ...times, end_time: start_time + ms / 2000 },
    aws: { table_name: 'shop', operation: 'Query' },
  };
  const handler = { annotations: { stage, route }, fault, subsegments: [table] };
  return JSON.stringify({
    ...{ id: segmentId(3 * n), trace_id: traceId(n), name: 'shop-cart', origin: 'AWS::Lambda::Function', ...times },
    subsegments: [{ id: segmentId(3 * n + 1), name: `GET ${route}`, ...times, ...handler }],
  });
}

beforeAll(async () => {
  deployTraceGroups(groups);
  ops = await startEmbeddedOps([createXrayService(traces, groups)]);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  xRay = new XRayClient({ endpoint: ops.endpoint, region: 'us-east-1', credentials });
  const TraceSegmentDocuments = [
    request({ n: 1, secondsAgo: 30, ms: 100 }),
    request({ n: 2, secondsAgo: 90, ms: 200 }),
    request({ n: 3, secondsAgo: 95, ms: 900, fault: true }),
    request({ n: 4, secondsAgo: 100, ms: 400, route: '/api/checkout' }),
    request({ n: 5, secondsAgo: 40, ms: 100, stage: 'production' }),
    request({ n: 6, secondsAgo: 2_000, ms: 100 }),
  ];
  await xRay.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments }));
});
afterAll(async () => {
  xRay.destroy();
  await ops.stop();
  traces.close();
  store.close();
});

const map = async (query: Record<string, string>) =>
  (await ops.get<ServiceMap>(`/api/ops/service-map?${new URLSearchParams(query)}`, 'viewer')).body;
const total = ({ nodes }: ServiceMap) =>
  nodes.find(({ name, traffic }) => name === 'shop-cart' && traffic)?.traffic?.total;

describe('the service map', () => {
  test('tells what calls what in this stage: how often, how well and how fast', async () => {
    const { of, start, end, nodes, edges } = await map({ minutes: '10' });
    expect({ of, start, end }).toEqual({
      of: { group: 'shop', title: 'Everything' },
      start: NOON - 600_000,
      end: NOON,
    });
    expect(nodes.map(({ id }) => id).toSorted()).toEqual([
      'AWS::DynamoDB::Table/shop',
      'AWS::Lambda::Function/shop-cart',
      'client/shop-cart',
    ]);
    expect(nodes.find(({ name, traffic }) => name === 'shop-cart' && traffic)?.traffic).toEqual({
      ...{ ok: 3, error: 0, throttle: 0, fault: 1, total: 4, perMinute: 0.4 },
      ...{ averageMs: 400, p50Ms: 200, p95Ms: 900 },
    });
    expect(edges.map(({ from, to, traffic }) => [from, to, traffic.total, traffic.averageMs])).toEqual(
      expect.arrayContaining([
        ['client/shop-cart', 'AWS::Lambda::Function/shop-cart', 4, 400],
        ['AWS::Lambda::Function/shop-cart', 'AWS::DynamoDB::Table/shop', 4, 200],
      ]),
    );
  });

  const counted: Record<string, [query: Record<string, string>, count: number | undefined]> = {
    'further back': [{ minutes: '60' }, 5],
    'until a time': [{ minutes: '10', end: new Date(NOON - 60_000).toISOString() }, 3],
    'of what failed': [{ minutes: '10', group: 'failing' }, 1],
    'of checkouts': [{ minutes: '10', group: 'checkout' }, 1],
    'of what a filter lets through': [{ minutes: '10', filter: 'responsetime >= 0.4' }, 2],
    'of nothing, if nothing fits': [{ minutes: '10', filter: 'responsetime > 7' }, undefined],
  };
  for (const [sentence, [query, count]] of Object.entries(counted)) {
    test(sentence, async () => expect(total(await map(query))).toBe(count));
  }

  test('of a filter says of how many traces it is', async () => {
    const { of } = await map({ minutes: '10', filter: 'responsetime >= 0.4' });
    expect(of).toEqual({ filter: 'responsetime >= 0.4', traces: 2, truncated: false });
  });

  test('of more traces than are listed is of the time since the oldest of them', async () => {
    const [hours, route] = [4 * 3_600, '/api/products'];
    const rush = Array.from({ length: 120 }, (_, n) => request({ n: 100 + n, secondsAgo: hours + n, ms: 1, route }));
    await xRay.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: rush }));
    const end = new Date(NOON - hours * 1_000).toISOString();
    const told = await map({ minutes: '60', end, filter: `annotation.route = "${route}"` });
    expect(told.of).toMatchObject({ traces: 100, truncated: true });
    expect(told.start).toBe(NOON - (hours + 99) * 1_000);
    expect(told.nodes.find(({ traffic }) => traffic)?.traffic?.perMinute).toBeCloseTo(100 / (99 / 60), 2);
  });

  test('can be asked for anew, and answers the same for a while', async () => {
    const before = await map({ minutes: '11' });
    await xRay.send(
      new PutTraceSegmentsCommand({ TraceSegmentDocuments: [request({ n: 9, secondsAgo: 650, ms: 1 })] }),
    );
    expect(await map({ minutes: '11' })).toEqual(before);
  });

  test('is read again after that while', async () => {
    const read = createMapReader();
    const query = { minutes: 60, end: undefined, group: 'shop', filter: '' } as const;
    const first = await read(query, NOON);
    expect(await read(query, NOON + 19_999)).toBe(first);
    expect((await read(query, NOON + 20_000)).generatedAt).toBe(new Date(NOON + 20_000).toISOString());
  });

  test('is read again where it could not be read', async () => {
    const read = createMapReader();
    const query = { minutes: 60, end: undefined, group: 'shop', filter: 'fault =' } as const;
    const failures = [read(query, NOON), read(query, NOON)];
    await expect(Promise.all(failures)).rejects.toThrow('X-Ray does not understand');
    const again = read(query, NOON);
    expect(failures).not.toContain(again);
    await expect(again).rejects.toThrow('X-Ray does not understand');
  });

  const refused = ['minutes=361', 'minutes=0', 'group=nobody', 'end=soon', 'filter=fault%20%3D', 'filter=)'];
  test.each(refused)('%s is a bad request', async (query) => {
    expect((await ops.get(`/api/ops/service-map?${query}`, 'viewer')).status).toBe(400);
  });
});

describe('a service over time', () => {
  const statistics = async (query: Record<string, string>) => {
    const answer = await ops.get<ServiceStatistics>(
      `/api/ops/service-map/statistics?${new URLSearchParams({ minutes: '3', ...query })}`,
      'viewer',
    );
    return answer.body;
  };

  test('is told by the minute, also where nothing happened', async () => {
    const { period, points } = await statistics({ name: 'shop-cart', type: 'AWS::Lambda::Function' });
    expect(period).toBe(60);
    expect(points).toEqual([
      { at: NOON - 180_000, ok: 0, error: 0, throttle: 0, fault: 0, total: 0 },
      { at: NOON - 120_000, ok: 2, error: 0, throttle: 0, fault: 1, total: 3, averageMs: 500, p95Ms: 900 },
      { at: NOON - 60_000, ok: 1, error: 0, throttle: 0, fault: 0, total: 1, averageMs: 100, p95Ms: 100 },
    ]);
  });

  test('is told as one other service sees it', async () => {
    const { points } = await statistics({ name: 'shop', fromName: 'shop-cart' });
    expect(points.map(({ total: calls, averageMs }) => [calls, averageMs])).toEqual([
      [0, undefined],
      [3, 250],
      [1, 50],
    ]);
    const none = await statistics({ name: 'shop', fromName: 'shop-cart', fromType: 'AWS::SQS::Queue' });
    expect(none.points.every(({ total: calls }) => calls === 0)).toBe(true);
  });

  test('of a long time is told by five minutes, read page by page', async () => {
    const { period, points } = await statistics({ name: 'shop-cart', minutes: '360' });
    expect([period, points.length]).toEqual([300, 72]);
    expect((await statistics({ name: 'shop-cart', minutes: '60' })).points).toHaveLength(60);
  });

  const refused = ['', 'name=', 'name=a%22', 'name=a&type=%5C', 'name=a&minutes=1000'];
  test.each(refused)('%s is a bad request', async (query) => {
    expect((await ops.get(`/api/ops/service-map/statistics?${query}`, 'viewer')).status).toBe(400);
  });
});

test('customers and guests see neither', async () => {
  for (const path of ['/api/ops/service-map', '/api/ops/service-map/statistics?name=a']) {
    expect((await ops.get(path, 'customer')).status).toBe(403);
    expect((await ops.get(path)).status).toBe(401);
  }
});

test('X-Ray’s groups may be others’ too: only the stage’s own are asked', async () => {
  await xRay.send(new CreateGroupCommand({ GroupName: 'everybody', FilterExpression: '' }));
  expect(total(await map({ minutes: '9' }))).toBe(4);
});

const histograms: Record<string, [values: [number, number][], share: number, expected: number | undefined]> = {
  'of nothing is unknown': [[], 0.95, undefined],
  'of one is that one': [[[0.2, 1]], 0.5, 200],
  'is the first that covers the share, in whatever order it is told': [
    [
      [0.9, 1],
      [0.1, 19],
    ],
    0.95,
    100,
  ],
  'is the slow one where it counts': [
    [
      [0.9, 2],
      [0.1, 18],
    ],
    0.95,
    900,
  ],
};
for (const [sentence, [values, share, expected]] of Object.entries(histograms)) {
  test(`a percentile ${sentence}`, () =>
    expect(
      percentileMs(
        values.map(([Value, Count]) => ({ Value, Count })),
        share,
      ),
    ).toBe(expected));
}
