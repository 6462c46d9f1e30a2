import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { physicalName } from '../../../../monitoring/physical-name.ts';
import { CommandError } from '../../../../operations/deploy/run-command.ts';
import type { Target, Work } from '../../../../operations/deploy/target.ts';
import { createAwsTarget } from '../../../../operations/deploy/targets/aws-target.ts';
import { createLambdaCaller, type LambdaCaller } from '../../../../operations/deploy/targets/lambda-caller.ts';
import { shiftAliases } from '../../../../operations/deploy/targets/shift-aliases.ts';
import { type EmbeddedStage, FIRST_CODE, FIRST_RELEASE, startEmbeddedStage } from '../../../support/embedded-stage.ts';
import { smallRelease } from '../../../support/small-release.ts';
import { type SstBehaviour, sstStandIn } from '../../../support/sst-behaviour.ts';

const SECOND = 'ba9876543210';
const IDS = ['catalog', 'cart'] as const;
const NAMES = IDS.map((id) => physicalName('dev', id));
const place = { kind: 'aws', stage: 'dev' } as const;
const SECRET = 'x'.repeat(64);

let stage: EmbeddedStage;
let told: string[];
const work = (signal = new AbortController().signal): Work => ({ progress: (line) => told.push(line), signal });

beforeEach(async () => {
  stage = await startEmbeddedStage('dev', IDS);
  told = [];
});
afterEach(() => stage.stop());

const access = () => ({
  endpoint: `http://127.0.0.1:${stage.awsPort}`,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
});
const release = (version = SECOND) => {
  const code = Object.fromEntries(IDS.map((id) => [id, FIRST_CODE]));
  return smallRelease(stage.folder, version, { code });
};

/** The stage over the embedded cloud, with a program in SST's place that behaves so. */
function target(behaviours: Readonly<Record<string, SstBehaviour>>): Target {
  const environment = { ALARM_EMAIL: 'ida@shop.example', AWS_ENDPOINT_URL: access().endpoint };
  const remake = async (version: string) => release(version);
  const options = { place, access: access(), folder: stage.folder, environment, remake };
  return createAwsTarget({ ...options, sst: () => sstStandIn(behaviours) });
}
const deploying = (behaviour: SstBehaviour = {}) => target({ deploy: { publishes: NAMES, ...behaviour } });

const alias = async (id: string) => {
  const command = new GetAliasCommand({ FunctionName: physicalName('dev', id), Name: 'live' });
  const { FunctionVersion, RoutingConfig } = await stage.clients.lambda.send(command);
  return [FunctionVersion, RoutingConfig?.AdditionalVersionWeights ?? {}];
};

describe('a release', () => {
  test('is provisioned by SST: built already, with its version, in the region of the credentials', async () => {
    const prints = ['{PREBUILT} {VERSION} {AWS_REGION} {ALARM_EMAIL}'];
    const provisioned = await deploying({ prints }).provision(release(), work());
    expect(provisioned).toEqual({
      functionVersions: { catalog: '2', cart: '2' },
      siteUrl: stage.siteUrl,
      bundleBytes: IDS.length * FIRST_CODE.length,
    });
    expect(told).toEqual([`1 ${SECOND} eu-central-1 ida@shop.example`]);
    expect(await alias('cart')).toEqual(['1', {}]);
  });

  test('whose deployment fails says why, and has no requests', async () => {
    const failing = deploying({ publishes: [], errors: ['|  Locked      A concurrent update was detected'], code: 1 });
    await expect(failing.provision(release(), work())).rejects.toThrow(/SST holds a lock on stage dev/);
    expect((await failing.live())?.version).toBe(FIRST_RELEASE);
  });

  test('of which SST published nothing is no release', async () => {
    const nothing = target({ deploy: { publishes: NAMES.slice(0, 1) } });
    await expect(nothing.provision(release(), work())).rejects.toThrow(
      `smallcart-dev-cart has no version of release ${SECOND}. Deploy again; if it has none then, run npx sst refresh`,
    );
  });

  test('gets requests by share, and what served before gets them back with its resources', async () => {
    const dev = deploying();
    const live = await dev.live();
    const { functionVersions } = await dev.provision(release(), work());
    await dev.shift(functionVersions, 0.2);
    expect(await alias('cart')).toEqual(['1', { 2: 0.2 }]);
    await dev.shift(functionVersions, 1);
    expect(await dev.live()).toMatchObject({ version: SECOND, functionVersions });
    if (live === undefined) throw new Error('Nothing served.');
    await dev.shift(live.functionVersions, 1);
    await dev.restore(live, work());
    expect(await dev.live()).toEqual(live);
  });
});

describe('an alias', () => {
  function publishCart(): void {
    stage.functions.update('cart', { timeout: 9 });
    stage.functions.publish('cart');
  }

  /** A caller in whose calls of UpdateAlias somebody else is always faster, as often as told. */
  function disturbed(times: number): LambdaCaller {
    const calm = createLambdaCaller(place, access());
    let left = times;
    return {
      ...calm,
      call: async (action, ask) => {
        const alias = { FunctionName: physicalName('dev', 'cart'), Name: 'live', Description: `${left}` };
        if (action === 'lambda:UpdateAlias' && left-- > 0)
          await stage.clients.lambda.send(new UpdateAliasCommand(alias));
        return calm.call(action, ask);
      },
    };
  }

  test('that somebody changed meanwhile is read again', async () => {
    publishCart();
    await shiftAliases(disturbed(2), { cart: '2' }, 0.5);
    expect(await alias('cart')).toEqual(['1', { 2: 0.5 }]);
  });

  test('of a function that is gone holds none of the others up, as on the way back from a release without it', async () => {
    publishCart();
    await shiftAliases(createLambdaCaller(place, access()), { admin: '3', cart: '2' }, 1);
    expect(await alias('cart')).toEqual(['2', {}]);
  });

  test.each([
    ['before it is changed', 0],
    ['when somebody changed it meanwhile', 1],
  ])('is left as it is when the stage is found to be another’s %s', async (_, times) => {
    publishCart();
    let granted = times;
    const fence = async () => {
      if (granted-- <= 0) throw new Error('Another’s by now.');
    };
    await expect(shiftAliases(disturbed(times), { cart: '2' }, 1, fence)).rejects.toThrow('Another’s by now.');
    expect(await alias('cart')).toEqual(['1', {}]);
  });

  test('that somebody keeps changing is given up, and said', async () => {
    publishCart();
    await expect(shiftAliases(disturbed(9), { cart: '2' }, 0.5)).rejects.toThrow(/Somebody else keeps changing/);
    expect(await alias('cart')).toEqual(['1', {}]);
  });
});

describe('a plan', () => {
  test('is what SST says would change', async () => {
    const type = 'aws:lambda/function:Function';
    const steps = [{ op: 'update', type, urn: `urn:pulumi:dev::smallcart::${type}::CartFunction` }];
    const prints = JSON.stringify(steps, undefined, 2).split('\n');
    expect(await target({ 'diff --json': { prints } }).plan(release(), work())).toEqual([
      { action: 'change', type: 'aws:lambda:Function', name: 'CartFunction' },
    ]);
  });

  test('that cannot be made is asked for in words, as JSON does not say why', async () => {
    const silent = { 'diff --json': { prints: ['[]'], code: 1 } };
    const failing = target({ ...silent, diff: { errors: ['✕  Not built: dist/functions/cart/index.mjs'], code: 1 } });
    await expect(failing.plan(release(), work())).rejects.toThrow(/not built whole/);
  });
});

describe('what is wrong with a stage', () => {
  const faults = (behaviour: SstBehaviour) => target({ 'secret list': behaviour }).faults();
  const ALL = ['PseudonymKey', 'MetricsToken', 'LinkKey'].map((name) => `${name}=${SECRET}`);

  test('is nothing when all its secrets are set', async () => {
    expect(await faults({ prints: ALL })).toEqual([]);
  });

  test('is a secret of channels that nobody can be told by, of which nothing is repeated', async () => {
    const [fault, ...others] = await faults({ prints: [...ALL, 'Channels={"first":{"slackWebhookUrl":"my.secret"}}'] });
    expect(others).toEqual([]);
    expect(fault).toMatch(/^Channels is wrong at first\.slackWebhookUrl/);
    expect(fault).not.toContain('my.secret');
  });

  test('is each secret when there is none', async () => {
    const missing = ['PseudonymKey', 'MetricsToken', 'LinkKey'].map((name) =>
      expect.stringMatching(`The secret ${name} is not set`),
    );
    expect(await faults({ errors: ['✕  No secrets found'], code: 1 })).toEqual(missing);
  });

  test('is what SST says', async () => {
    const said = await faults({ errors: ['✕  The state bucket is missing, it may'], code: 1 });
    expect(said).toEqual([expect.stringMatching(/Disaster recovery/)]);
  });

  test('is told without the secrets, even when the command fails', async () => {
    const failing = target({ 'secret list': { prints: [`PseudonymKey=${SECRET}`], code: 1 } });
    const all = await failing.faults();
    expect(all).toEqual(['sst secret ended with exit code 1. See what npx sst secret list --stage dev says.']);
    expect([...all, ...told].join()).not.toContain(SECRET);
  });
});

test('an interrupted deployment of SST is waited for, and nothing has requests', async () => {
  const stop = new AbortController();
  const stopping: Work = { signal: stop.signal, progress: () => stop.abort(new Error('enough')) };
  const dev = deploying({ prints: ['~  Deploy'], waits: 'for an interruption', publishes: [] });
  const outcome = await dev.provision(release(), stopping).catch((error: unknown) => error);
  expect(outcome).toEqual(new Error('enough'));
  expect(outcome).not.toBeInstanceOf(CommandError);
  expect((await dev.live())?.version).toBe(FIRST_RELEASE);
});
