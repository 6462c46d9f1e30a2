import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cost } from '../../../../functions/ops/cost/cost-responses.ts';
import { createCostReader } from '../../../../functions/ops/cost/read-cost.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../../support/embedded-cloudwatch.ts';
import { NOON } from '../../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from '../embedded-ops.ts';

const HOUR = 3_600_000;

let embedded: EmbeddedCloudWatch;
let ops: EmbeddedOps;
beforeAll(async () => {
  embedded = embedCloudWatch(undefined, { start: NOON });
  ops = await startEmbeddedOps([embedded.cloudWatch.service]);
});
afterAll(async () => {
  await ops.stop();
  embedded.cloudWatch.stop();
});

type Sample = readonly [namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number];

const record = (hoursAgo: number, ...samples: readonly Sample[]) => {
  for (const [namespace, name, dimensions, value] of samples)
    embedded.cloudWatch.record({
      ...{ namespace, name, dimensions, value, timestamp: NOON - hoursAgo * HOUR, unit: 'None' },
    });
};
const run = (hoursAgo: number, id: string, count: number, milliseconds: number, bytes: number) => {
  const FunctionName = `smallcart-local-${id}`;
  record(
    hoursAgo,
    ['AWS/Lambda', 'Invocations', { FunctionName }, count],
    ['AWS/Lambda', 'Duration', { FunctionName }, milliseconds],
    ['AWS/Logs', 'IncomingBytes', { LogGroupName: `/aws/lambda/${FunctionName}` }, bytes],
  );
};
const read = (query = '', role: 'viewer' | 'customer' = 'viewer') => ops.get<Cost>(`/api/ops/cost${query}`, role);

describe('the bill', () => {
  test('is of what CloudWatch knows of the functions’ work, from the first run on', async () => {
    run(12, 'catalog', 100, 2_500, 130_000);
    run(6, 'catalog', 20, 500, 26_000);
    record(3, ['AWS/Billing', 'EstimatedCharges', { Currency: 'USD' }, 7.5]);
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.measured).toEqual({
      ...{ from: new Date(NOON - 12 * HOUR).toISOString(), to: new Date(NOON).toISOString() },
      requests: 120,
    });
    expect(body.requests.projected).toBeCloseTo(120 * 60);
    expect(body.functions).toMatchObject([{ id: 'catalog', averageMs: 25, logBytes: expect.closeTo(156_000 * 60, 3) }]);
    expect(body.charges).toEqual([{ at: expect.any(String), dollars: 7.5 }]);
  });

  test('is the same for some minutes, whoever asks: each metric that is read costs', async () => {
    const { body: before } = await read('?days=2');
    run(1, 'catalog', 1_000, 1, 1);
    expect((await read('?days=2')).body).toEqual(before);
    expect((await read('?days=1')).body.measured?.requests).toBe(1_120);
  });

  test('counts all that ran in its first hour, which is seldom a whole one', async () => {
    run(23.75, 'catalog', 10, 1, 1);
    run(23.25, 'catalog', 30, 1, 1);
    const before = await createCostReader()(1, NOON - HOUR / 4);
    const now = await createCostReader()(1, NOON + HOUR / 2);
    expect(now.measured?.from).toBe(new Date(NOON - 23.75 * HOUR).toISOString());
    expect(now.measured?.requests).toBe(before.measured?.requests);
  });

  test('is told in the very moment in which a month begins, of which nothing is charged yet', async () => {
    const monthBegins = Date.UTC(2026, 5, 1);
    expect(await createCostReader()(1, monthBegins)).toMatchObject({ charges: [] });
  });

  test.each(['?days=0', '?days=31', '?days=many'])('is not told of %s', async (query) => {
    expect(await read(query)).toMatchObject({ status: 400, body: { errors: [{ path: 'days' }] } });
  });

  test('is not told to customers', async () => {
    expect((await read('', 'customer')).status).toBe(403);
  });
});
