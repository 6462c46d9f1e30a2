import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deploymentLockEntity } from '../../functions/lib/entities/deployment-lock.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import { stageTable } from '../../operations/stage-table.ts';
import { awsClients } from '../support/aws-clients.ts';
import { putFault, removeFault } from '../support/control.ts';
import { deploy } from '../support/deploy-process.ts';
import { type DeploymentsRunning, NOTHING_LEFT, startDeploymentsRunning } from '../support/deployments-running.ts';
import { startRefusingEndpoint } from '../support/refusing-endpoint.ts';

let at: DeploymentsRunning;
beforeAll(async () => {
  at = await startDeploymentsRunning();
}, 180_000);
afterAll(() => at?.stop());

const LONG = { canaryPercent: 50, canaryMinutes: 60, bakeMinutes: 1 };

/** The share of the cart's requests that a version gets beside the one that serves. */
async function shares(): Promise<readonly number[]> {
  const { lambda } = awsClients(at.system.awsUrl);
  const { RoutingConfig } = await lambda.send(
    new GetAliasCommand({ FunctionName: 'smallcart-local-cart', Name: 'live' }),
  );
  return Object.values(RoutingConfig?.AdditionalVersionWeights ?? {});
}

/** Lets the minute pass after which a deployment that is not heard of has lost its lease. */
async function loseLease(): Promise<void> {
  const place = { kind: 'local', stage: 'local', awsPort: Number(new URL(at.system.awsUrl).port) } as const;
  const lock = deploymentLockEntity(stageTable(awsAccess(place), 'local'));
  await lock.patch({ stage: 'local' }).set({ leaseUntil: 0 }).go();
}

describe('a deployment that the operator interrupts', () => {
  test('while it tests is stopped with all that it runs; until then no other one begins', async () => {
    const test = `node -e "console.log('Waiting.');setInterval(Date,999)"`;
    const { release, former } = await at.commit({ scripts: { test } });
    const running = at.start(['--verbose'], 'npm');
    await running.printed('| Waiting.');
    expect(await at.deploy()).toEqual({
      code: 1,
      output: expect.stringMatching(
        new RegExp(`^smallcart: [0-9a-f]{12} deploys ${release} to stage local since \\S+Z. Wait until that has ended`),
      ),
    });
    running.signal('SIGINT');
    expect(await running.ended).toBe(130);
    expect(running.output()).toContain(`${release} does not serve stage local. The operator interrupted it. (`);
    expect(await at.heard.newest()).toMatchObject({
      record: { status: 'interrupted', version: release, error: 'The operator interrupted it.' },
      ...{ trace: ['install', 'test: error'], event: { status: 'interrupted' }, counted: { succeeded: 0, failed: 1 } },
    });
    expect([await at.serving(), await at.left()]).toEqual([former, NOTHING_LEFT]);
  }, 180_000);

  test('while it has a share of the requests gives them back', async () => {
    const { release, former } = await at.commit({ settings: LONG });
    const running = at.start();
    await running.printed('Canary: minute 1 of 60');
    running.signal('SIGINT');
    expect(await running.ended).toBe(130);
    expect(running.output()).toContain(
      `${release} does not serve stage local. The operator interrupted it. ${former} serves again, and is verified. (`,
    );
    expect(await at.heard.newest()).toMatchObject({
      record: { status: 'interrupted', version: release, previousVersion: former },
      trace: ['install', 'test', 'build', 'deploy: error', 'rollback'],
    });
    expect([await at.serving(), await shares(), await at.left()]).toEqual([former, [], NOTHING_LEFT]);
  }, 180_000);
});

describe('a deployment that dies', () => {
  test('with a share of the requests holds the stage for a minute; the next one sets it straight and tells of it', async () => {
    const { release: dead, former } = await at.commit({ settings: LONG });
    const running = at.start();
    await running.printed('Canary: minute 1 of 60');
    running.signal('SIGKILL');
    await running.ended;
    expect([await shares(), (await at.left()).mutes]).toEqual([[0.5], ['ACTIVE']]);
    const { release } = await at.commit({ scripts: { test: 'node -e "process.exit(3)"' } });
    expect(await at.deploy()).toMatchObject({ code: 1, output: expect.stringContaining(`deploys ${dead} to stage`) });

    await loseLease();
    const { output, code } = await at.deploy();
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`Deployment dep_\\w+ of ${dead} died: it is closed as interrupted.`));
    expect(output).toContain(`${former} has all of the requests again.`);
    expect(output).toContain(`${release} does not serve stage local. npm test ended with exit code 3.`);
    const [, closed] = await at.heard.records();
    expect(closed).toMatchObject({ version: dead, status: 'interrupted', error: 'Nothing was heard of it any more.' });
    expect([await at.serving(), await shares(), await at.left()]).toEqual([former, [], NOTHING_LEFT]);
    const told = await at.heard.newest();
    // Two were told of since the last look.
    expect(told).toMatchObject({ record: { version: release }, counted: { succeeded: 0, failed: 2 } });
    expect(told.marks.at(-1)).toBe(`Interrupted ${dead}`);
  }, 180_000);

  test('while it brings functions into place is no obstacle: the same commit is deployed next', async () => {
    const { release, former } = await at.commit({ page: 'At last' });
    const running = at.start(['--verbose']);
    await running.printed('Published smallcart-local-cart');
    running.signal('SIGKILL');
    await running.ended;
    expect([await at.serving(), await shares()]).toEqual([former, []]);

    await loseLease();
    const { output, code } = await at.deploy();
    expect(output).toMatch(new RegExp(`Deployment dep_\\w+ of ${release} died: it is closed as interrupted.`));
    expect(code).toBe(0);
    expect([await at.serving(), await at.page()]).toEqual([release, expect.stringContaining('At last')]);
    expect(await at.left()).toEqual(NOTHING_LEFT);
    expect((await at.heard.newest()).counted).toEqual({ succeeded: 1, failed: 1 });
  }, 180_000);
});

test('a release that was built here is deployed without its steps, also when nothing of it can be told', async () => {
  const { release } = await at.commit();
  await at.project.build();
  const away = ['PutMetricData', 'TraceSegments', 'PutEvents', 'PutDashboard'];
  const endpoint = await startRefusingEndpoint(at.system.awsUrl, away);
  const { output, code } = await deploy(at.project, endpoint.awsUrl, ['--prebuilt']);
  await endpoint.stop();
  expect({ code, output }).toMatchObject({
    code: 0,
    output: expect.stringContaining(`${release} serves stage local. (`),
  });
  expect(await at.serving()).toBe(release);
  for (const step of ['install', 'test', 'build'])
    expect(output).toMatch(new RegExp(`${step} +skipped, as it was done`));
  const told = [
    'trace could not be sent',
    'metrics could not be sent',
    'event could not be sent',
    'dashboards could not be marked',
  ];
  for (const what of told) expect(output).toContain(`The ${what}. `);
  expect((await at.heard.records())[0]).toMatchObject({ status: 'succeeded', version: release });
}, 180_000);

test('a way back that fails, too, is told as a failure', async () => {
  const { release, former } = await at.commit({ page: 'Never' });
  await putFault(at.system.awsUrl, 'function-crash', { rate: 1, withinMs: 0, functions: ['catalog'] });
  const { output, code } = await at.deploy();
  await removeFault(at.system.awsUrl, 'function-crash');
  expect(code).toBe(1);
  expect(output).toContain(`${release} does not serve stage local. Health of catalog: `);
  expect(output).toContain(`The way back to ${former} failed, too: Health of catalog: `);
  expect(await at.heard.newest()).toMatchObject({
    record: { status: 'failed', version: release, previousVersion: former },
    trace: ['install', 'test', 'build', 'deploy: fault', 'rollback: fault'],
    event: { status: 'failed', failedChecks: ['Health of catalog', 'Health of catalog'] },
  });
  expect(await at.serving()).toBe(former);
}, 180_000);
