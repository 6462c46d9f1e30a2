import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handler as account } from '../../../functions/account/handler.ts';
import { handler as activityRollup } from '../../../functions/activity-rollup/handler.ts';
import { handler as admin } from '../../../functions/admin/handler.ts';
import { handler as cart } from '../../../functions/cart/handler.ts';
import { handler as catalog } from '../../../functions/catalog/handler.ts';
import { handler as checkout } from '../../../functions/checkout/handler.ts';
import { handler as dispatch } from '../../../functions/dispatch/handler.ts';
import { handler as fulfilment } from '../../../functions/fulfilment/handler.ts';
import { handler as incidents } from '../../../functions/incidents/handler.ts';
import { handler as ledgerAudit } from '../../../functions/ledger-audit/handler.ts';
import { database } from '../../../functions/lib/database.ts';
import { jobRuns } from '../../../functions/lib/entities/job-run.ts';
import type { Health, HealthEvent } from '../../../functions/lib/health-event.ts';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { handler as ops } from '../../../functions/ops/handler.ts';
import { handler as orderProgress } from '../../../functions/order-progress/handler.ts';
import { handler as outbox } from '../../../functions/outbox/handler.ts';
import { handler as probe } from '../../../functions/probe/handler.ts';
import { handler as salesRollup } from '../../../functions/sales-rollup/handler.ts';
import { handler as setup } from '../../../functions/setup/handler.ts';
import { handler as slaReport } from '../../../functions/sla-report/handler.ts';
import { type FunctionId, JOB_IDS } from '../../../monitoring/resources.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type SmallShop, startSmallShop } from '../probe/small-shop.ts';

type Checkable = (event: HealthEvent, context: Context) => Promise<unknown>;

const { probe: probed, ...WITH_TABLE } = {
  ...{
    catalog,
    cart,
    checkout,
    account,
    admin,
    ops,
    outbox,
    fulfilment,
    probe,
    incidents,
    dispatch,
    setup,
  },
  ...{ 'sales-rollup': salesRollup, 'activity-rollup': activityRollup },
  ...{ 'order-progress': orderProgress, 'ledger-audit': ledgerAudit, 'sla-report': slaReport },
} satisfies Record<Exclude<FunctionId, 'trace-check'>, unknown> as Record<
  Exclude<FunctionId, 'trace-check'>,
  Checkable
>;

const EVENT: HealthEvent = { health: 'check' };

let output: CapturedOutput;
let site: SmallShop;
let stopTable: () => Promise<void>;
beforeAll(async () => {
  const table = await startEmbeddedTable();
  site = await startSmallShop();
  Object.assign(process.env, table.environment, { SITE_URL: site.url.href, VERSION: '0123456789ab' });
  stopTable = () => table.stop();
  output = captureOutput();
});
beforeEach(() => output.clear());
afterAll(async () => {
  output.stop();
  await Promise.all([site.stop(), stopTable()]);
});

const healthy = (service: string): Health => ({
  service: service as FunctionId,
  version: '0123456789ab',
  status: 'ok',
});

/** What the function asks of the table meanwhile, as the manifest calls it. */
async function asked(run: () => Promise<unknown>): Promise<string[]> {
  const { middlewareStack } = database().client;
  const calls: string[] = [];
  const note = (name: string | undefined) => calls.push(`table:${name?.replace('Command', '')}`);
  middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        note(commandName);
        return next(args);
      },
    { step: 'initialize', name: 'asked' },
  );
  await run().finally(() => middlewareStack.remove('asked'));
  return calls;
}

describe.each(Object.entries(WITH_TABLE))('%s', (id, handler) => {
  test('says that the table answers, by a call that its role allows, and of which release it is', async () => {
    let answer: unknown;
    const calls = await asked(async () => {
      answer = await handler(EVENT, lambdaContext());
    });
    expect(answer).toEqual(healthy(id));
    const { permissions } = Object.entries(FUNCTIONS).find(([known]) => known === id)?.[1] ?? FUNCTIONS.setup;
    expect(calls).toHaveLength(1);
    expect(permissions.map((each) => each.replace('Item', ''))).toEqual(
      expect.arrayContaining(calls.map((each) => each.replace('Item', ''))),
    );
    expect(output.canonical()).toMatchObject([{ service: id, level: 'INFO', message: 'Health check' }]);
    expect(output.canonical()[0]).not.toHaveProperty('_aws');
  });
});

test('nothing of it stays in the table, and no job has run', async () => {
  for (const id of JOB_IDS) expect((await jobRuns().query.byJob({ job: id }).go()).data).toEqual([]);
});

describe('the probe', () => {
  test('says that the site answers', async () => {
    expect(await probed(EVENT, lambdaContext())).toEqual(healthy('probe'));
  });

  test('fails when the site does not, and says how', async () => {
    site.break('GET /health/live', { status: 503 });
    await expect(probed(EVENT, lambdaContext())).rejects.toThrow('The site answered 503.');
    expect(output.canonical()).toMatchObject([{ service: 'probe', level: 'ERROR' }]);
  });
});

// Last: the table is gone then.
test.each(['catalog', 'outbox'] as const)('%s fails while the table does not answer', async (id) => {
  await stopTable();
  stopTable = () => Promise.resolve();
  await expect(WITH_TABLE[id](EVENT, lambdaContext())).rejects.toThrow();
  expect(output.canonical()).toMatchObject([{ service: id, level: 'ERROR' }]);
});
