import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AttributeValue,
  DeleteItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, PublishVersionCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packFunction } from '../../functions/lib/deployments/pack-function.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { customNamespace, physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import type { Verifications } from '../../operations/deploy/deployment-run.ts';
import type { LiveRelease, Target } from '../../operations/deploy/target.ts';
import { createLocalTarget } from '../../operations/deploy/targets/local/local-target.ts';
import type { Check } from '../../operations/verify/check.ts';
import { createVerifications } from '../../operations/verify/verifications.ts';
import { awsClients } from '../support/aws-clients.ts';
import { advance } from '../support/control.ts';
import { listMetrics } from '../support/list-metrics.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

let system: RunningSystem;
let target: Target;
let live: LiveRelease;
let keptIn: string;
beforeAll(async () => {
  system = await startSystem({ options: ['--simulated', '--no-traffic'] });
  keptIn = mkdtempSync(join(tmpdir(), 'smallcart-kept-'));
  const place = { kind: 'local', stage: 'local', awsPort: Number(new URL(system.awsUrl).port) } as const;
  target = createLocalTarget({ place, access: awsAccess(place), keptIn });
  const found = await target.live();
  if (!found) throw new Error('Nothing serves.');
  live = found;
}, 180_000);
afterAll(async () => {
  rmSync(keptIn, { recursive: true, force: true });
  await system?.stop();
});

type Change = Partial<LiveRelease> & { readonly signal?: AbortSignal; readonly minutes?: number };

async function verified(
  kind: keyof Verifications,
  { signal = new AbortController().signal, minutes = 1, ...change }: Change = {},
  seen: (check: Check) => unknown = () => undefined,
): Promise<Check[]> {
  const settings = { canaryPercent: 10, canaryMinutes: minutes, bakeMinutes: minutes };
  const checks: Check[] = [];
  const context = { target, ...live, ...change, settings, startedAt: await target.now(), signal };
  for await (const check of createVerifications()[kind](context)) {
    checks.push(check);
    await seen(check);
  }
  return checks;
}

const failures = (checks: readonly Check[]) =>
  checks.filter(({ status }) => status === 'failed').map(({ name, detail }) => `${name}: ${detail}`);

/** Gives requests of a function to code that does that with them, and says how to give them back. */
async function replace(
  id: 'catalog' | 'checkout',
  code: string,
): Promise<{ version: string; back: () => Promise<void> }> {
  const { lambda } = awsClients(system.awsUrl);
  const FunctionName = physicalName('local', id);
  const real = await readFile(join(ROOT, 'dist', 'functions', id, 'index.mjs'));
  const ZipFile = packFunction({ 'index.mjs': Buffer.from(code), 'real.mjs': real });
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
  const { Version = '' } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  await target.shift({ [id]: Version }, 1);
  return { version: Version, back: () => target.shift({ [id]: live.functionVersions[id] ?? '' }, 1) };
}

/** Answers 500 to what `when` says of a path, and leaves the rest to the real code. */
const failing = (when: string) => `import { handler as real } from './real.mjs';
export const handler = async (event, context) => {
  const path = event.rawPath ?? '';
  return ${when} ? { statusCode: 500, headers: { 'content-type': 'application/problem+json' }, body: '{}' } : real(event, context);
};`;

/** Lists no products, and leaves all other requests to the real code. */
const LISTING_NONE = `import { handler as real } from './real.mjs';
export const handler = async (event, context) => {
  const listed = await real(event, context);
  return event.rawPath === '/api/products' ? { ...listed, body: '{"products":[]}' } : listed;
};`;

async function rawItems(entity: string): Promise<Record<string, AttributeValue>[]> {
  const { dynamodb } = awsClients(system.awsUrl);
  const input = {
    TableName: physicalName('local', 'shop'),
    FilterExpression: '#entity = :entity',
    ExpressionAttributeNames: { '#entity': '__edb_e__' },
    ExpressionAttributeValues: { ':entity': { S: entity } },
  };
  const { Items = [] } = await dynamodb.send(new ScanCommand(input));
  return Items;
}

async function items(entity: string): Promise<Record<string, unknown>[]> {
  return (await rawItems(entity)).map((item) =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value.S ?? value.N ?? value])),
  );
}

const stock = async () => (await items('product')).reduce((sum, product) => sum + Number(product.stock), 0);
const strangers = async () => (await items('user')).filter(({ synthetic }) => synthetic !== undefined);

describe('a release that works', () => {
  let checks: Check[];
  let before: number;
  beforeAll(async () => {
    before = await stock();
    checks = [...(await verified('newVersions')), ...(await verified('release', { minutes: 2 }))];
  }, 60_000);

  test('passes: every function’s health, its release, the walk to checkout, and the time it is watched', () => {
    expect(failures(checks)).toEqual([]);
    const names = checks.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('Health of')).length).toBe(2 * FUNCTION_IDS.length);
    const steps = ['Walk: checkout', 'Walk: cancel order', 'Walk: account deleted', 'Release in every answer'];
    expect(names).toEqual(expect.arrayContaining(['Release of checkout', ...steps, 'Bake: minute 2 of 2']));
  });

  test('leaves nothing behind but the record of an order that leads to nobody', async () => {
    expect(await stock()).toBe(before);
    expect(await strangers()).toEqual([]);
    const orders = await items('order');
    const nobody = expect.stringMatching(/^del_/);
    expect(orders).toMatchObject([{ status: 'cancelled', synthetic: 'deployment', userId: nobody }]);
    expect(orders[0]).not.toHaveProperty('shipping');
  });

  test('was bought from without a trace in the figures of the business', async () => {
    await advance(system.awsUrl, 'PT16M');
    const metrics = await listMetrics(awsClients(system.awsUrl).cloudwatch);
    const told = metrics
      .filter(({ Namespace }) => Namespace === customNamespace('local'))
      .map(({ MetricName }) => MetricName);
    const business = [METRICS.orders, METRICS.revenueCents, METRICS.payments, METRICS.logins, METRICS.registrations];
    expect(told.filter((name) => business.some((metric) => metric.name === name))).toEqual([]);
    expect(await items('counted')).toEqual([]);
    const hours = await items('salesHour');
    expect(hours.length).toBeGreaterThan(0);
    for (const hour of hours) expect(hour).toMatchObject({ created: '0', paid: '0', revenueCents: '0' });
  });
});

describe('a release goes back', () => {
  test('before it gets a request, when one of its functions cannot start', async () => {
    const { version, back } = await replace('checkout', "throw new Error('The configuration is missing.');");
    const functionVersions = { ...live.functionVersions, checkout: version };
    expect(failures(await verified('newVersions', { functionVersions }))).toEqual([
      'Health of checkout: checkout failed: The configuration is missing.',
    ]);
    await back();
  });

  test('when its functions are of another release than was deployed', async () => {
    const checks = await verified('release', { version: 'ba9876543210' });
    expect(failures(checks)).toEqual([
      `Health of catalog: catalog is of release ${live.version} instead of ba9876543210.`,
    ]);
  });

  test('when shoppers cannot pay though every function is healthy; what the walk had begun is cleared away', async () => {
    const { back } = await replace('checkout', failing("path === '/api/checkout'"));
    const before = await stock();
    expect(failures(await verified('release'))).toEqual([
      'Walk: checkout: The step failed: /api/checkout answered 500.',
    ]);
    expect([await stock(), await strangers()]).toEqual([before, []]);
    await back();
  });

  test('when orders cannot be cancelled; the walk of the way back clears away what could not be', async () => {
    const { back } = await replace('checkout', failing("path.endsWith('/cancel')"));
    const before = await stock();
    expect(failures(await verified('release'))).toHaveLength(1);
    expect([await stock(), (await strangers()).length]).toEqual([before - 1, 1]);
    await back();
    expect(failures(await verified('rollback'))).toEqual([]);
    expect([await stock(), await strangers()]).toEqual([before, []]);
  }, 60_000);
});

describe('a shop without products, as after its first deployment', () => {
  const ITEM = { TableName: physicalName('local', 'shop') };
  let catalogue: Record<string, AttributeValue>[];
  const sell = async (all: typeof catalogue) => {
    const { dynamodb } = awsClients(system.awsUrl);
    for (const Item of all) await dynamodb.send(new PutItemCommand({ ...ITEM, Item }));
    await advance(system.awsUrl, 'PT5M');
  };
  beforeAll(async () => {
    const { dynamodb } = awsClients(system.awsUrl);
    catalogue = await rawItems('product');
    for (const { pk, sk } of catalogue)
      if (pk && sk) await dynamodb.send(new DeleteItemCommand({ ...ITEM, Key: { pk, sk } }));
    await advance(system.awsUrl, 'PT1M');
  });
  afterAll(() => sell(catalogue));

  test('is open: nothing can be bought there, and that the probe finds it down is not the release’s fault', async () => {
    const checks = await verified('release', { minutes: 5 });
    expect(failures(checks)).toEqual([]);
    expect(checks.find(({ name }) => name === 'Walk: checkout')?.detail).toMatch(/nothing could be bought/);
    expect(checks.at(-1)?.detail).toMatch(/application-down is in ALARM as long as the shop has no products/);
  });

  test('is told from one whose release lists none of its products', async () => {
    await sell(catalogue);
    const { back } = await replace('catalog', LISTING_NONE);
    expect(failures(await verified('release'))).toEqual([
      'Walk: product list: The step failed: the shop has no products.',
    ]);
    await back();
  });
});

test('a walk that is stopped clears away what it has begun', async () => {
  const before = await stock();
  const stop = new AbortController();
  const stopped = verified(
    'release',
    { signal: stop.signal },
    ({ name }) => name === 'Walk: checkout' && stop.abort(new Error('stopped')),
  );
  await expect(stopped).rejects.toThrow('stopped');
  expect([await stock(), await strangers()]).toEqual([before, []]);
});

test('an account whose deletion had only begun is cleared away, and does not keep a release out', async () => {
  const { dynamodb, lambda } = awsClients(system.awsUrl);
  const Payload = Buffer.from(JSON.stringify({ shopper: 'deployment' }));
  await lambda.send(new InvokeCommand({ FunctionName: physicalName('local', 'setup'), Qualifier: 'live', Payload }));
  const { pk, sk } = (await rawItems('user')).find(({ synthetic }) => synthetic !== undefined) ?? {};
  if (!pk || !sk) throw new Error('There is no account.');
  await dynamodb.send(
    new UpdateItemCommand({
      ...{ TableName: physicalName('local', 'shop'), Key: { pk, sk } },
      UpdateExpression: 'SET closing = :name',
      ExpressionAttributeValues: { ':name': { S: 'del_01JZ8Q4M6T9V3B5C7D9F1G3H5J' } },
    }),
  );
  expect(failures(await verified('release'))).toEqual([]);
  expect(await strangers()).toEqual([]);
}, 60_000);
