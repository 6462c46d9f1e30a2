import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { virtualNow } from '../support/control.ts';
import type { Deployed } from '../support/deploy-process.ts';
import { type DeploymentsRunning, NOTHING_LEFT, startDeploymentsRunning } from '../support/deployments-running.ts';
import { type Answers, lookSteadily } from '../support/steady-shopper.ts';
import type { Told } from '../support/told-deployments.ts';

let at: DeploymentsRunning;
beforeAll(async () => {
  at = await startDeploymentsRunning();
}, 180_000);
afterAll(() => at?.stop());

/** All that comes of deploying what is committed, and what shoppers see meanwhile. */
type Course = { readonly ended: Deployed; readonly seen: Answers; readonly told: Told };

async function course(...how: Parameters<DeploymentsRunning['deploy']>): Promise<Course> {
  const looking = lookSteadily(at.system.siteUrl);
  const ended = await at.deploy(...how);
  return { ended, seen: await looking.stop(), told: await at.heard.newest() };
}

const ALL = ['install', 'test', 'build', 'deploy', 'verify'];

describe('a release that works', () => {
  let [release, former] = ['', ''];
  let { ended, seen, told }: Partial<Course> = {};
  beforeAll(async () => {
    ({ release, former } = await at.commit({ page: 'Our first release' }));
    ({ ended, seen, told } = await course([], 'npm'));
  }, 180_000);

  test('serves in the end, functions and pages, and says so', async () => {
    expect(ended?.code).toBe(0);
    expect(ended?.output).toContain(`${release} serves stage local. (`);
    expect(ended?.output).toContain(`${at.system.siteUrl}/ops/deployments/${told?.record.id}\n`);
    expect([await at.serving(), await at.page()]).toEqual([release, expect.stringContaining('Our first release')]);
  });

  test('shares the requests with the one before, and no shopper is turned away meanwhile', () => {
    expect(seen).toEqual({ releases: [former, release], failures: [] });
  });

  test('is in the table, X-Ray, CloudWatch, on the event bus and on the dashboards', () => {
    const { record, ...others } = told ?? {};
    expect(record).toMatchObject({ status: 'succeeded', version: release, previousVersion: former });
    expect(record?.steps.map(({ name, status }) => `${name} ${status}`)).toEqual(
      ALL.map((step) => `${step} succeeded`),
    );
    expect(record?.checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(record).toMatchObject({ bundleBytes: expect.any(Number), monthlyCost: expect.any(Number) });
    expect(others).toMatchObject({
      trace: ALL,
      event: { status: 'succeeded', version: release, failedChecks: [] },
      counted: { succeeded: 1, failed: 0 },
      marks: [`Deployed ${release}`],
    });
  });

  test('leaves no folder behind', async () => {
    expect(await at.left()).toEqual(NOTHING_LEFT);
  });
});

describe('a release of which shoppers find out that it is broken', () => {
  const ERROR = 'Walk: checkout: The step failed: /api/checkout answered 500.';
  let [release, former] = ['', ''];
  let since = new Date(0);
  let { ended, seen, told }: Partial<Course> = {};
  beforeAll(async () => {
    const broken = { checkout: "event.rawPath === '/api/checkout'" };
    ({ release, former } = await at.commit({ page: 'Broken', broken }));
    since = await virtualNow(at.system.awsUrl);
    ({ ended, seen, told } = await course());
  }, 180_000);

  test('is taken back: what served before serves again, functions and pages', async () => {
    expect(ended?.code).toBe(1);
    expect(ended?.output).toContain(`    ✗ ${ERROR}\n`);
    expect(ended?.output).toContain(
      `${release} does not serve stage local. ${ERROR} ${former} serves again, and is verified. (`,
    );
    expect([await at.serving(), await at.page()]).toEqual([former, expect.stringContaining('Our first release')]);
    expect(await at.left()).toEqual(NOTHING_LEFT);
  });

  test('turns nobody away who only looks', () => {
    expect(seen).toEqual({ releases: [former, release], failures: [] });
  });

  test('is told of as rolled back, and people are told by an alarm', async () => {
    expect(told).toMatchObject({
      record: { status: 'rolled-back', version: release, previousVersion: former, error: ERROR },
      trace: ['install', 'test', 'build', 'deploy', 'verify: fault', 'rollback'],
      event: { status: 'rolled-back', failedChecks: ['Walk: checkout'] },
      counted: { succeeded: 0, failed: 1 },
      marks: [`Deployed ${former}`, `Rolled back ${release}`],
    });
    expect(await at.heard.alarm(since)).toEqual({
      state: 'ALARM',
      mails: ['WARNING: Failed deployment (local)'],
    });
  });

  test('would be deployed by the next deployment, as the plan says that changes nothing', async () => {
    const records = await at.heard.records();
    const { output, code } = await at.deploy(['--dry-run']);
    expect(code).toBe(0);
    expect(output).toContain(`Plan for ${release} on stage local in place of ${former}; nothing has been changed.`);
    expect(output).toContain(`Added: nothing\nChanged: ${FUNCTION_IDS.length + 1}\n`);
    expect(output).toContain(`  ${FUNCTION_IDS.length - 1} functions, by the version alone\n`);
    expect(output).toContain('  aws:lambda:Function  smallcart-local-checkout\n');
    expect(output).toContain('  sst:aws:StaticSite  Site\nRemoved: nothing\n');
    expect(output).toMatch(/Monthly bill: \$[\d.]+ → \$[\d.]+ \(no change\)/);
    expect(await at.heard.records()).toEqual(records);
    expect([await at.serving(), await at.left()]).toEqual([former, NOTHING_LEFT]);
  });
});

test('a release of which a function is not healthy is taken back before it gets a request', async () => {
  const { release, former } = await at.commit({ broken: { cart: 'event.health' } });
  const { ended, seen, told } = await course();
  const error = 'Health of cart: cart does not answer that it is healthy.';
  expect(ended.output).toContain(
    `${release} does not serve stage local. ${error} ${former} serves again, and is verified. (`,
  );
  expect(seen).toEqual({ releases: [former], failures: [] });
  expect(told).toMatchObject({
    record: { status: 'rolled-back', version: release, error },
    trace: ['install', 'test', 'build', 'deploy: fault', 'rollback'],
  });
}, 180_000);

describe('a commit that does not come so far as to be deployed', () => {
  const SAYS = `node -e "console.error('That is why.');process.exit(3)"`;
  test.each([
    ['install', { postinstall: SAYS }, 'npm ci ended with exit code 3.', ['install: fault']],
    ['test', { test: SAYS }, 'npm test ended with exit code 3.', ['install', 'test: fault']],
    ['build', { build: SAYS }, 'npm run build ended with exit code 3.', ['install', 'test', 'build: fault']],
  ])('because its %s fails changes nothing, and shows why', async (step, scripts, error, trace) => {
    const { release, former } = await at.commit({ scripts });
    const { output, code } = await at.deploy();
    expect(code).toBe(1);
    expect(output).toMatch(/^ {4}\| .*That is why\.$/m);
    expect(output).toMatch(new RegExp(`^ {2}${step} +failed after [\\d.]+ s: ${error}$`, 'm'));
    expect(output).toContain(`${release} does not serve stage local. ${error} (`);
    const told = await at.heard.newest();
    expect(told).toMatchObject({
      record: { status: 'failed', version: release, previousVersion: former, error },
      ...{ trace, event: { status: 'failed' }, counted: { succeeded: 0, failed: 1 } },
    });
    expect(told.marks.join()).not.toContain(release);
    expect([await at.serving(), await at.left()]).toEqual([former, NOTHING_LEFT]);
  });
});
