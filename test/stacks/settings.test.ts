import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { buildableRoot, builtRoot } from './artifacts.ts';
import { makePlan, type PlanOptions } from './make-plan.ts';
import type { Plan } from './plan/plan.ts';
import { theOne } from './select.ts';

function planIn(root: string, options: PlanOptions) {
  onTestFinished(() => rmSync(root, { recursive: true }));
  return makePlan({ ...options, root });
}

const faults: Readonly<Record<string, { options: PlanOptions; root?: () => string; says: RegExp }>> = {
  'a setting that is wrong, no address for alarms and no key for pseudonyms, in one go': {
    options: {
      stage: 'dev',
      stages: { dev: { release: { canaryPercent: 0 } } },
      environment: { ALARM_EMAIL: '', SST_SECRET_PseudonymKey: '' },
    },
    says: /release\.canaryPercent to 0, but it must be.*\nALARM_EMAIL is not set: .*\nThe secret PseudonymKey is not set: \.ci\/make-secrets dev/,
  },
  'the stage that runs on this machine, and `sst dev`, for which there is `npm start`': {
    options: { stage: 'local', dev: true },
    says: /Stage "local" is what `npm start` runs .*: give a stage on AWS another name\.\nThis app has no live mode: run `npm start`/,
  },
  'a token for metrics that could be guessed, which it does not repeat': {
    options: { stage: 'dev', environment: { SST_SECRET_MetricsToken: 'guess me' } },
    says: /^(?![\s\S]*guess me)[\s\S]*The secret MetricsToken is shorter than 32 characters: npx sst secret remove MetricsToken --stage \w+ && \.ci\/make-secrets/,
  },
  'no key for links that acknowledge an incident': {
    options: { stage: 'dev', environment: { SST_SECRET_LinkKey: '' } },
    says: /The secret LinkKey is not set: \.ci\/make-secrets dev/,
  },
  'channels that nobody can be told by, which it does not repeat': {
    options: { stage: 'dev', environment: { SST_SECRET_Channels: '{"first":{"slackWebhookUrl":"hooks.secret"}}' } },
    says: /^(?![\s\S]*hooks\.secret)[\s\S]*Channels is wrong at first\.slackWebhookUrl: it takes first and next/,
  },
  'a boundary of roles that is no policy': {
    options: { stage: 'dev', environment: { ROLE_BOUNDARY: 'boundary' } },
    says: /ROLE_BOUNDARY "boundary" is not the ARN of a policy: give the output Boundary/,
  },
  'artifacts that were said to be built but are not': {
    options: { stage: 'dev' },
    root: () => builtRoot(['dist/functions/cart/index.mjs', 'web/dist/index.html', 'web/dist/openapi.json']),
    says: /Not built: dist\/functions\/cart\/index\.mjs, web\/dist\/index\.html, web\/dist\/openapi\.json\. Run `npm run build`/,
  },
  'a build that fails': {
    options: { stage: 'dev', environment: { PREBUILT: '' } },
    root: () => buildableRoot('fails'),
    says: /npm run build failed, so nothing was deployed:[\s\S]*a bundle is broken/,
  },
};

describe('a deployment stops before anything is created, and says why, when it is given', () => {
  it.each(Object.entries(faults))('%s', async (_sentence, { options, root = builtRoot, says }) => {
    const plan = planIn(root(), options);
    await expect(plan).rejects.toThrow(says);
    await expect(plan).rejects.toThrow(/^0 resources were registered before\.$/m);
  });
});

const reported = (plan: Plan) =>
  theOne(plan, 'lambda/function:Function', 'smallcart-dev-cart').environment as { variables: { VERSION: string } };

describe('sources that are not built and come without a history', () => {
  const root = buildableRoot('works');
  let plan: Plan;
  beforeAll(async () => {
    plan = await makePlan({ stage: 'dev', root, environment: { PREBUILT: '', VERSION: '' } });
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('are built by the deployment itself', () => {
    expect(plan.builds).toHaveLength(FUNCTION_IDS.length);
  });

  it('are reported as unversioned by the functions', () => {
    expect(reported(plan).variables.VERSION).toBe('unversioned');
  });
});

it('the release that functions report is the commit unless VERSION names one', async () => {
  const root = builtRoot();
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  const git = (...args: string[]) => execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message', 'first');
  const commit = git('rev-parse', 'HEAD').slice(0, 12);
  const plan = await planIn(root, { stage: 'dev', environment: { VERSION: '' } });
  expect(reported(plan).variables.VERSION).toBe(commit);
});
