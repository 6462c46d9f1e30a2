import { createServer } from 'node:http';
import {
  DescribeAlarmsCommand,
  GetDashboardCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeQueryDefinitionsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetAliasCommand, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../../../local/aws/listen.ts';
import { withMarks } from '../../../../../monitoring/dashboard-marks.ts';
import { awsAccess } from '../../../../../operations/aws-access.ts';
import type { Target, Work } from '../../../../../operations/deploy/target.ts';
import { createLocalTarget, keptReleasesOf } from '../../../../../operations/deploy/targets/local/local-target.ts';
import {
  type EmbeddedStage,
  FIRST_CODE,
  FIRST_RELEASE,
  startEmbeddedStage,
} from '../../../../support/embedded-stage.ts';
import { smallRelease } from '../../../../support/small-release.ts';

const SECOND = 'ba9876543210';
/** As many functions as are enough to be told apart. */
const IDS = ['catalog', 'cart', 'outbox'] as const;
let stage: EmbeddedStage;
let target: Target;
let told: string[];
const work = (signal = new AbortController().signal): Work => ({ progress: (line) => told.push(line), signal });

beforeEach(async () => {
  stage = await startEmbeddedStage('local', IDS);
  told = [];
  target = targetAt(stage.awsPort);
});
afterEach(() => stage.stop());

function targetAt(awsPort: number): Target {
  const place = { kind: 'local', stage: 'local', awsPort } as const;
  return createLocalTarget({ place, access: awsAccess(place), keptIn: keptReleasesOf(stage.folder) });
}

/** A port at which nothing listens any more. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Roles = Readonly<Record<string, { readonly granted: unknown }>>;

const alarm = (id: string, Threshold: number) => ({
  ...{ AlarmName: `smallcart-local-${id}`, AlarmActions: ['arn:aws:sns:us-east-1:000000000000:topic'], OKActions: [] },
  ...{
    EvaluationPeriods: 1,
    Threshold,
    ComparisonOperator: 'GreaterThanThreshold' as const,
    TreatMissingData: 'ignore',
  },
  ...{ MetricName: 'Orders', Namespace: 'SmallCart/local', Statistic: 'Sum' as const, Period: 60 },
});
const widget = (title: string) => ({
  type: 'metric',
  properties: { title, region: 'us-east-1', metrics: [['SmallCart/local', 'Orders']] },
});
const dashboard = (title: string) => ({
  DashboardName: 'smallcart-local-overview',
  DashboardBody: JSON.stringify({ widgets: [widget(title)] }),
});
const query = (queryString: string) => ({
  name: 'smallcart-local-slow',
  queryString,
  logGroupNames: ['/aws/lambda/x'],
});

const allowing = (action: string) => ({ actor: 'code', actions: [action], resources: ['*'] });
const monitoring = { alarms: [alarm('errors', 1)], dashboards: [dashboard('Orders')], queries: [query('fields a')] };
const settings = IDS.map((id) => ({ id, memorySize: 128, timeout: 3, environment: [] as string[] }));
const DEFINITIONS = { functions: settings, roles: { cart: [allowing('sqs:SendMessage')] }, ...monitoring };
const sameCode = Object.fromEntries(IDS.map((id) => [id, FIRST_CODE]));

const second = (parts: Partial<Parameters<typeof smallRelease>[2]> = {}) =>
  smallRelease(stage.folder, SECOND, { code: sameCode, definitions: DEFINITIONS, page: 'second page', ...parts });

const configuration = (id: string, Qualifier?: string) =>
  stage.clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: `smallcart-local-${id}`, Qualifier }));
const alias = async (id: string) => {
  const command = new GetAliasCommand({ FunctionName: `smallcart-local-${id}`, Name: 'live' });
  const { FunctionVersion, RoutingConfig } = await stage.clients.lambda.send(command);
  return { version: FunctionVersion, weights: RoutingConfig?.AdditionalVersionWeights ?? {} };
};
const alarms = async () => (await stage.clients.cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];
const thresholds = async () => (await alarms()).map(({ AlarmName, Threshold }) => [AlarmName, Threshold]);
const allowedCart = async () => {
  const roles: Roles = await (await fetch(`http://127.0.0.1:${stage.awsPort}/_local/permissions`)).json();
  return roles.cart?.granted;
};
const page = async () => (await fetch(stage.siteUrl)).text();

test.each([
  ['runs has the system’s speed', 'running', 20],
  ['stands still has none', 'simulated', undefined],
])('a clock that %s as its pace', async (_, mode, pace) => {
  const told = JSON.stringify({ now: '2031-01-01T00:00:00.000Z', mode, speed: 20 });
  const server = createServer((_, response) => response.end(told));
  try {
    expect(await targetAt(await listenOnLoopback(server, 0)).pace()).toBe(pace);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('what serves', () => {
  test('is the release, its versions and its address', async () => {
    const functionVersions = Object.fromEntries(IDS.map((id) => [id, '1']));
    expect(await target.live()).toEqual({ version: FIRST_RELEASE, siteUrl: stage.siteUrl, functionVersions });
  });

  test('of a shift that was cut off is what most functions are of', async () => {
    const { functionVersions } = await target.provision(second(), work());
    await target.shift({ catalog: functionVersions.catalog ?? '' }, 1);
    expect(await alias('catalog')).toEqual({ version: '2', weights: {} });
    expect((await target.live())?.version).toBe(FIRST_RELEASE);
  });
});

describe('a release that is provisioned', () => {
  test('has a version of each function that gets no request yet, and says how large it is', async () => {
    const code = { ...sameCode, cart: 'export const handler = async () => 2;' };
    const provisioned = await target.provision(second({ code }), work());
    expect(provisioned.functionVersions).toEqual(Object.fromEntries(IDS.map((id) => [id, '2'])));
    expect(provisioned).toMatchObject({ siteUrl: stage.siteUrl, bundleBytes: IDS.length * FIRST_CODE.length });
    expect(await alias('cart')).toEqual({ version: '1', weights: {} });
    const [before, after] = [await configuration('cart', '1'), await configuration('cart', '2')];
    expect(after.CodeSha256).not.toBe(before.CodeSha256);
    expect(after.Environment?.Variables).toEqual({ ...before.Environment?.Variables, VERSION: SECOND });
    expect(told).toContain('Published smallcart-local-cart');
    // Again: without a further version.
    expect(await target.provision(second({ code }), work())).toEqual(provisioned);
  });

  test('has the settings of its own code, and a variable that only another function had', async () => {
    const variables = { NOTIFICATION_ROUTES: '{}' };
    const cart = { id: 'cart', memorySize: 512, timeout: 9, environment: ['PSEUDONYM_KEY'], variables };
    const functions = settings.map((each) => (each.id === 'cart' ? cart : each));
    await target.provision(second({ definitions: { ...DEFINITIONS, functions } }), work());
    const { MemorySize, Timeout, Environment } = await configuration('cart', '2');
    expect([MemorySize, Timeout]).toEqual([512, 9]);
    expect(Environment?.Variables).toMatchObject({ PSEUDONYM_KEY: 'key', ...variables });
    expect((await configuration('catalog', '2')).Environment?.Variables).not.toHaveProperty('PSEUDONYM_KEY');
  });

  test('puts its alarms, dashboards, queries, roles and pages in place of those before; what a user made stays', async () => {
    const own = { ...alarm('', 5), AlarmName: 'mine' };
    for (const each of [alarm('errors', 7), alarm('old', 1), own])
      await stage.clients.cloudwatch.send(new PutMetricAlarmCommand(each));
    await target.provision(second(), work());
    expect(await thresholds()).toEqual([
      ['mine', 5],
      ['smallcart-local-errors', 1],
    ]);
    const { DashboardBody } = await stage.clients.cloudwatch.send(
      new GetDashboardCommand({ DashboardName: 'smallcart-local-overview' }),
    );
    expect(JSON.parse(DashboardBody ?? '')).toEqual({ widgets: [widget('Orders')] });
    const { queryDefinitions } = await stage.clients.logs.send(new DescribeQueryDefinitionsCommand({}));
    expect(queryDefinitions).toMatchObject([query('fields a')]);
    expect(await page()).toBe('second page');
    expect(await allowedCart()).toEqual([{ action: 'sqs:SendMessage', resource: '*', used: 0 }]);
  });

  const nothingIsChanged = async () => {
    expect((await configuration('catalog')).Environment?.Variables?.VERSION).toBe(FIRST_RELEASE);
    expect(await alarms()).toEqual([]);
    expect(await page()).toBe('first pages');
  };

  test.each([
    ['code without a definition', { ...DEFINITIONS, functions: [] }, /code of catalog, but no definition/],
    ['no definitions, as it is too old', undefined, /before releases could be deployed/],
    ['definitions of another form', { alarms: [] }, /in another form/],
  ])('is refused with %s, before anything is changed', async (_, definitions, reason) => {
    const release = smallRelease(stage.folder, SECOND, { code: sameCode, ...(definitions && { definitions }) });
    await expect(target.provision(release, work())).rejects.toThrow(reason);
    await nothingIsChanged();
  });

  test('is refused with a function that the system does not have, before anything is changed', async () => {
    await stage.stop();
    stage = await startEmbeddedStage('local', ['catalog', 'cart']);
    await expect(targetAt(stage.awsPort).provision(second(), work())).rejects.toThrow(/no function outbox.*npm start/);
    await nothingIsChanged();
  });

  test('stops between two functions when it is interrupted', async () => {
    const stop = new AbortController();
    const stopping: Work = { signal: stop.signal, progress: () => stop.abort(new Error('enough')) };
    await expect(target.provision(second(), stopping)).rejects.toThrow('enough');
    const versions = await Promise.all(['catalog', 'cart'].map((id) => configuration(id)));
    expect(versions.map(({ Environment }) => Environment?.Variables?.VERSION)).toEqual([SECOND, FIRST_RELEASE]);
    expect(await page()).toBe('first pages');
  });
});

describe('requests', () => {
  test('go to a share of the new versions and back, to all of them and back', async () => {
    const live = await target.live();
    const { functionVersions } = await target.provision(second(), work());
    await target.shift(functionVersions, 0.1);
    expect(await alias('cart')).toEqual({ version: '1', weights: { 2: 0.1 } });
    expect((await target.live())?.version).toBe(FIRST_RELEASE);
    await target.shift(live?.functionVersions ?? {}, 1);
    expect(await alias('cart')).toEqual({ version: '1', weights: {} });
    await target.shift(functionVersions, 1);
    expect(await alias('cart')).toEqual({ version: '2', weights: {} });
    expect((await target.live())?.version).toBe(SECOND);
    await target.shift(live?.functionVersions ?? {}, 1);
    expect(await target.live()).toEqual(live);
  });

  test('of a function that has no alias cannot be moved, those of all others are', async () => {
    const { functionVersions } = await target.provision(second(), work());
    stage.functions.removeAlias('catalog', 'live');
    await expect(target.shift(functionVersions, 1)).rejects.toThrow(/smallcart-local-catalog has no alias live/);
    expect(await alias('outbox')).toEqual({ version: '2', weights: {} });
  });
});

test('a release is there as long as each of its functions has its version, or is no function of the stage any more', async () => {
  const live = await target.live();
  if (live === undefined) throw new Error('Nothing serves.');
  const withAll = (catalog: string) => ({
    ...live,
    functionVersions: { ...live.functionVersions, catalog, probe: '1' },
  });
  expect(await target.isThere(withAll('1'))).toBe(true);
  expect(await target.isThere(withAll('7'))).toBe(false);
});

describe('a plan', () => {
  test('tells each thing that would be added, changed and removed, and changes none', async () => {
    await stage.clients.cloudwatch.send(new PutMetricAlarmCommand(alarm('errors', 7)));
    await stage.clients.cloudwatch.send(new PutMetricAlarmCommand(alarm('old', 1)));
    const plan = await target.plan(second(), work());
    expect(plan.slice(IDS.length)).toEqual([
      { action: 'change', type: 'aws:iam:RolePolicy', name: 'smallcart-local-catalog-role' },
      { action: 'change', type: 'aws:iam:RolePolicy', name: 'smallcart-local-cart-role' },
      { action: 'change', type: 'aws:iam:RolePolicy', name: 'smallcart-local-outbox-role' },
      { action: 'change', type: 'aws:cloudwatch:MetricAlarm', name: 'smallcart-local-errors' },
      { action: 'remove', type: 'aws:cloudwatch:MetricAlarm', name: 'smallcart-local-old' },
      { action: 'add', type: 'aws:cloudwatch:Dashboard', name: 'smallcart-local-overview' },
      { action: 'add', type: 'aws:cloudwatch:QueryDefinition', name: 'smallcart-local-slow' },
      { action: 'change', type: 'sst:aws:StaticSite', name: 'Site' },
    ]);
    const change = { action: 'change', type: 'aws:lambda:Function', name: 'smallcart-local-catalog' };
    expect(plan[0]).toEqual({ ...change, versionAlone: true });
    expect(await target.plan(second(), work())).toEqual(plan);
  });

  test('tells functions of which code or settings change from those of which the version alone does', async () => {
    const code = { ...sameCode, cart: 'export const handler = async () => 2;' };
    const functions = settings.map((each) => (each.id === 'outbox' ? { ...each, timeout: 9 } : each));
    const plan = await target.plan(second({ code, definitions: { ...DEFINITIONS, functions } }), work());
    const changed = plan.filter(({ type }) => type === 'aws:lambda:Function');
    expect(changed).toHaveLength(IDS.length);
    expect(changed.filter(({ versionAlone }) => !versionAlone).map(({ name }) => name)).toEqual([
      'smallcart-local-cart',
      'smallcart-local-outbox',
    ]);
  });

  test('of what is in place and does not serve, as after the way back, tells the functions that would', async () => {
    await target.provision(second(), work());
    expect((await target.plan(second(), work())).map(({ name }) => name)).toEqual(
      IDS.map((id) => `smallcart-local-${id}`),
    );
  });

  test('of what is deployed already is empty, with marks on its dashboards, too', async () => {
    await target.shift((await target.provision(second(), work())).functionVersions, 1);
    const marks = [{ label: `Deployed ${SECOND}`, value: '2026-11-21T03:00:00Z', color: '#2ca02c' }];
    const body = JSON.stringify(withMarks(JSON.parse(dashboard('Orders').DashboardBody), marks));
    await stage.clients.cloudwatch.send(new PutDashboardCommand({ ...dashboard('Orders'), DashboardBody: body }));
    expect(await target.plan(second(), work())).toEqual([]);
  });
});

describe('the way back', () => {
  test('brings alarms, dashboards, roles and pages back as they were, and takes away what came', async () => {
    await stage.clients.cloudwatch.send(new PutMetricAlarmCommand(alarm('errors', 7)));
    await stage.clients.cloudwatch.send(new PutDashboardCommand(dashboard('Before')));
    const before = await allowedCart();
    const live = await target.live();
    if (live === undefined) throw new Error('Nothing serves.');
    await target.provision(second(), work());
    // By another process than the one that began: what died is set straight by the next deployment.
    await targetAt(stage.awsPort).restore(live, work());
    expect(await thresholds()).toEqual([['smallcart-local-errors', 7]]);
    const { DashboardBody } = await stage.clients.cloudwatch.send(
      new GetDashboardCommand({ DashboardName: 'smallcart-local-overview' }),
    );
    expect(DashboardBody).toContain('Before');
    const { queryDefinitions } = await stage.clients.logs.send(new DescribeQueryDefinitionsCommand({}));
    expect(queryDefinitions).toEqual([]);
    expect(await page()).toBe('first pages');
    expect(await allowedCart()).toEqual(before);
  });

  test('leads to the pages of a release whose folder is gone', async () => {
    const third = smallRelease(stage.folder, 'cccccccccccc', {
      code: sameCode,
      definitions: DEFINITIONS,
      page: 'third',
    });
    await target.shift((await target.provision(second(), work())).functionVersions, 1);
    const live = await target.live();
    await target.provision(third, work());
    expect(await page()).toBe('third');
    if (live !== undefined) await target.restore(live, work());
    expect(await page()).toBe('second page');
  });

  test('to a release of which nothing is kept is told', async () => {
    const restored = target.restore({ version: 'dddddddddddd', functionVersions: {}, siteUrl: '' }, work());
    await expect(restored).rejects.toThrow(/Nothing was kept of release dddddddddddd.*npm start/);
  });
});

describe('composite alarms', () => {
  const composite = (id: string, of: string) => ({
    ...{ AlarmName: `smallcart-local-${id}`, AlarmRule: `ALARM("smallcart-local-${of}")`, ActionsEnabled: true },
    ...{ AlarmActions: [], OKActions: [] },
  });
  const composites = async () => {
    const command = new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'] });
    const { CompositeAlarms = [] } = await stage.clients.cloudwatch.send(command);
    return CompositeAlarms.map(({ AlarmName, AlarmRule }) => ({ AlarmName, AlarmRule }));
  };
  const named = (...all: (readonly [string, string])[]) =>
    all.map(([id, of]) => ({ AlarmName: `smallcart-local-${id}`, AlarmRule: `ALARM("smallcart-local-${of}")` }));
  // By name, the one that names the other comes first.
  const before = [composite('a-over', 'z-under'), composite('z-under', 'errors')];

  test('are put after what they name, and deleted before it', async () => {
    await target.provision(second({ definitions: { ...DEFINITIONS, composites: before } }), work());
    expect(await composites()).toEqual(named(['a-over', 'z-under'], ['z-under', 'errors']));
    const third = smallRelease(stage.folder, 'cccccccccccc', {
      code: sameCode,
      definitions: { ...DEFINITIONS, alarms: [] },
    });
    const plan = await target.plan(third, work());
    expect(plan.filter(({ type }) => type.includes('Alarm')).map(({ action, name }) => `${action} ${name}`)).toEqual([
      'remove smallcart-local-a-over',
      'remove smallcart-local-z-under',
      'remove smallcart-local-errors',
    ]);
    await target.provision(third, work());
    expect(await composites()).toEqual([]);
    expect(await alarms()).toEqual([]);
  });

  test('are brought back as they were, in whatever order they are listed', async () => {
    await target.shift(
      (await target.provision(second({ definitions: { ...DEFINITIONS, composites: before } }), work()))
        .functionVersions,
      1,
    );
    const live = await target.live();
    const third = smallRelease(stage.folder, 'cccccccccccc', { code: sameCode, definitions: DEFINITIONS });
    await target.provision(third, work());
    expect(await composites()).toEqual([]);
    if (live !== undefined) await target.restore(live, work());
    expect(await composites()).toEqual(named(['a-over', 'z-under'], ['z-under', 'errors']));
  });

  test('that are in place already are no change', async () => {
    const definitions = { ...DEFINITIONS, composites: before };
    await target.shift((await target.provision(second({ definitions }), work())).functionVersions, 1);
    expect(await target.plan(second({ definitions }), work())).toEqual([]);
  });
});

describe('the clock', () => {
  test('that stands still is moved by whoever waits', async () => {
    const before = await target.now();
    await target.wait(90_500, new AbortController().signal);
    expect((await target.now()) - before).toBe(90_500);
  });

  test('is not moved for who has given up', async () => {
    const before = await target.now();
    await expect(target.wait(60_000, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(await target.now()).toBe(before);
  });
});

describe('nothing can be deployed', () => {
  test('unless the system is ready', async () => {
    expect(await target.faults()).toEqual([]);
    stage.ready = false;
    expect(await target.faults()).toEqual([expect.stringMatching(/still starting/)]);
  });

  test('where nothing listens, which every question tells', async () => {
    const unused = await unusedPort();
    const nowhere = targetAt(unused);
    const reason = new RegExp(`Nothing listens on port ${unused}\\. Start the system with npm start`);
    expect(await nowhere.faults()).toEqual([expect.stringMatching(reason)]);
    await expect(nowhere.now()).rejects.toThrow(reason);
    await expect(nowhere.live()).rejects.toThrow(reason);
  });

  test('to what is no SmallCart', async () => {
    const site = Number(new URL(stage.siteUrl).port);
    expect(await targetAt(site).faults()).toEqual([expect.stringMatching(new RegExp(`port ${site}`))]);
  });
});
