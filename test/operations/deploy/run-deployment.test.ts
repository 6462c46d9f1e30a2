import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../../functions/lib/deployments/deployment.ts';
import { runDeployment } from '../../../operations/deploy/run-deployment.ts';
import { OperatorError } from '../../../operations/operator-error.ts';
import {
  type Course,
  type DeployedStage,
  deployedStage,
  FORMER,
  POINTS,
  POINTS_BACK,
  type Point,
  REQUEST,
} from '../../support/deployed-stage.ts';

const NEW = REQUEST.version;
const WHOLE_FORMER = { shares: { 7: 1 }, resources: FORMER.version, folders: [] };
const WHOLE_NEW = { shares: { 8: 1 }, resources: NEW, folders: [] };

const fail = (): never => {
  throw new OperatorError('It is broken.');
};

const at = (point: Point, what: (stage: DeployedStage) => void): Course => ({ [point]: what });

async function deploy(course: Course = {}, options: Parameters<typeof deployedStage>[1] = {}) {
  const stage = deployedStage(course, options);
  return { stage, deployment: await runDeployment(stage.ports, REQUEST) };
}

const stepsOf = ({ steps }: Deployment) => steps.map(({ name, status }) => `${name} ${status}`);

/** The step in which a point lies. */
function stepOf(point: Point): string {
  const [first = ''] = point.split(' ');
  if (first === 'add') return 'install';
  if (first === 'release') return 'verify';
  return ['install', 'test', 'build'].includes(first) ? first : 'deploy';
}
const isBegun = (point: Point): boolean =>
  POINTS.indexOf(point as (typeof POINTS)[number]) >= POINTS.indexOf('provision');

describe('a deployment that succeeds', () => {
  test('goes all steps, has a share of the requests first, and then all of them', async () => {
    const { stage, deployment } = await deploy();
    expect(stage.points).toEqual(POINTS);
    expect(stage.state).toEqual(WHOLE_NEW);
    expect(stepsOf(deployment)).toEqual(
      ['install', 'test', 'build', 'deploy', 'verify'].map((name) => `${name} succeeded`),
    );
  });

  test('keeps and tells all that is known of it', async () => {
    const { stage, deployment } = await deploy();
    expect(deployment).toMatchObject({
      ...{
        stage: 'local',
        commit: REQUEST.commit,
        version: NEW,
        previousVersion: FORMER.version,
        actor: REQUEST.actor,
      },
      ...{ status: 'succeeded', bundleBytes: 1_000, monthlyCost: 12.34, functionVersions: { catalog: '8', cart: '4' } },
      ...{ id: expect.stringMatching(/^dep_/), traceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/) },
    });
    expect(deployment.checks.map(({ step, name, status }) => `${step}: ${name} ${status}`)).toEqual([
      'deploy: newVersions passed',
      'deploy: canary passed',
      'verify: release passed',
    ]);
    expect(stage.told).toEqual([deployment]);
    const times = [
      deployment.startedAt,
      ...deployment.steps.flatMap(({ startedAt, endedAt = 0 }) => [startedAt, endedAt]),
    ];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(deployment.endedAt).toBeGreaterThanOrEqual(times.at(-1) ?? 0);
  });

  test.each([
    ['verified', {}, 'succeeded'],
    ['taken back', { release: fail }, 'rolled-back'],
  ])(
    'leaves nowhere to go back to once it is %s, also when it dies before it has given the lease back',
    async (_, course, status) => {
      const stage = deployedStage(course);
      const left: unknown[] = [];
      const ended = async (deployment: Deployment) => void left.push([deployment.status, stage.lock.lease]);
      await runDeployment({ ...stage.ports, reporter: { ...stage.ports.reporter, ended } }, REQUEST);
      expect(left).toEqual([[status, expect.not.objectContaining({ previous: FORMER })]]);
    },
  );

  test('is readable while it runs: each step as it begins and ends', async () => {
    const { stage } = await deploy();
    const seen = stage.saved.map(({ steps }) => steps.at(-1)).map((step) => `${step?.name} ${step?.status}`);
    expect(seen).toEqual(
      expect.arrayContaining(['test running', 'test succeeded', 'deploy running', 'verify running']),
    );
    expect(stage.saved.every(({ status }) => status === 'running')).toBe(true);
  });

  test.each([
    ['with all requests at once by its settings', { canaryPercent: 100 }, FORMER],
    ['with no time for a share by its settings', { canaryMinutes: 0 }, FORMER],
    ['that is the first of its stage', {}, null],
    ['that serves already', {}, { ...FORMER, functionVersions: { catalog: '8', cart: '4' } }],
  ])('%s has no share before', async (_, settings, former) => {
    const stage = deployedStage({}, { former });
    const request = { ...REQUEST, settings: { ...REQUEST.settings, ...settings } };
    expect(await runDeployment(stage.ports, request)).toMatchObject({ status: 'succeeded' });
    expect(stage.points).not.toContain('share 10');
    expect(stage.points).not.toContain('canary');
  });

  test('of what was installed, tested and built before skips those steps', async () => {
    const stage = deployedStage();
    const { commands: _, ...ports } = stage.ports;
    const deployment = await runDeployment(ports, REQUEST);
    expect(stepsOf(deployment).slice(0, 4)).toEqual([
      'install skipped',
      'test skipped',
      'build skipped',
      'deploy succeeded',
    ]);
  });
});

describe.each(POINTS)('a deployment that fails at %s', (point) => {
  test('leaves what served before, whole, and says why and where', async () => {
    const { stage, deployment } = await deploy({ [point]: fail });
    expect(stage.state).toEqual(WHOLE_FORMER);
    expect(deployment.status).toBe(isBegun(point) ? 'rolled-back' : 'failed');
    expect(deployment.error).toMatch(/It is broken\.$/);
    const way = isBegun(point) ? [`rollback succeeded`] : [];
    expect(stepsOf(deployment).slice(-1 - way.length)).toEqual([`${stepOf(point)} failed`, ...way]);
    expect(stage.told).toEqual([deployment]);
    expect(stage.lock.lease).toBeUndefined();
  });

  test('the same when it is interrupted there', async () => {
    const { stage, deployment } = await deploy(at(point, (stage) => stage.interrupt()));
    expect(stage.state).toEqual(WHOLE_FORMER);
    expect(deployment).toMatchObject({ status: 'interrupted', error: 'The operator interrupted it.' });
    expect(deployment.steps.find(({ name }) => name === stepOf(point))).toMatchObject({ status: 'interrupted' });
    expect(stage.points.slice(0, POINTS.indexOf(point) + 1)).toEqual(POINTS.slice(0, POINTS.indexOf(point) + 1));
    expect(stage.points.slice(POINTS.indexOf(point) + 1)).toEqual(isBegun(point) ? POINTS_BACK : []);
    expect(stage.told).toEqual([deployment]);
    expect(stage.lock.lease).toBeUndefined();
  });
});

describe('the way back', () => {
  test('gives the requests back before anything else, and verifies what serves then', async () => {
    const { stage, deployment } = await deploy({ release: fail });
    expect(stage.points.slice(POINTS.length)).toEqual(POINTS_BACK);
    expect(deployment.checks.at(-1)).toMatchObject({
      step: 'rollback',
      status: 'passed',
      detail: `${FORMER.version} answers.`,
    });
  });

  test.each(POINTS_BACK)('that fails at %s is told with what it was gone for', async (point) => {
    const { stage, deployment } = await deploy({
      release: fail,
      [point]: () => {
        throw new OperatorError('The bridge is gone.');
      },
    });
    expect(deployment.status).toBe('failed');
    expect(deployment.error).toMatch(
      /It is broken\. The way back to f0f0f0f0f0f0 failed, too: .*The bridge is gone\.$/,
    );
    expect(stepsOf(deployment).at(-1)).toBe('rollback failed');
    // The next deployment goes on from here.
    expect(stage.lock.lease).toMatchObject({ deploymentId: deployment.id, previous: FORMER });
  });

  test.each<Point>(['share back', 'restore', 'rollback'])(
    'is left to another deployment that took over at %s',
    async (point) => {
      const stage = deployedStage({ release: fail, [point]: ({ lock }: DeployedStage) => (lock.lost = true) });
      await expect(runDeployment(stage.ports, REQUEST)).rejects.toThrow(/the stage is left to it/);
      expect(stage.points.at(-1)).toBe(point);
      expect(stage.told).toEqual([]);
    },
  );

  test('is gone to its end although the operator interrupts again', async () => {
    const { stage, deployment } = await deploy({
      canary: (stage) => stage.interrupt(),
      restore: (stage) => stage.interrupt(),
    });
    expect(stage.state).toEqual(WHOLE_FORMER);
    expect(stepsOf(deployment).at(-1)).toBe('rollback succeeded');
  });

  test('leads nowhere for the first release of a stage, which says so', async () => {
    const { stage, deployment } = await deploy({ release: fail }, { former: null });
    expect(stage.points).not.toContain('restore');
    expect(deployment).toMatchObject({
      status: 'failed',
      error: 'release: It is broken. Nothing served before to go back to.',
    });
  });
});

test('an error that nobody expected is told by its name alone, as its words may hold anything', async () => {
  const { deployment } = await deploy({
    test: () => {
      throw new TypeError('secret-of-somebody');
    },
  });
  expect(deployment.error).toBe('Unexpected failure (TypeError).');
  expect(JSON.stringify(deployment)).not.toContain('secret-of-somebody');
});

test('a stage that no longer tells the time does not keep a deployment from its end', async () => {
  const stage = deployedStage();
  let isSilent = false;
  const now = () => (isSilent ? Promise.reject(new OperatorError('Nothing listens there.')) : stage.ports.target.now());
  const build = async () => {
    isSilent = true;
    fail();
  };
  const ports = {
    ...stage.ports,
    target: { ...stage.ports.target, now },
    commands: { ...stage.ports.commands, install: async () => undefined, test: async () => undefined, build },
  };
  expect(await runDeployment(ports, REQUEST)).toMatchObject({ status: 'failed', error: 'It is broken.' });
});

test('a stage whose release cannot be found out is told as a failure, and left alone', async () => {
  const stage = deployedStage();
  const ports = { ...stage.ports, target: { ...stage.ports.target, live: async () => fail() } };
  await expect(runDeployment(ports, REQUEST)).rejects.toThrow('It is broken.');
  expect(stage.told).toMatchObject([{ status: 'failed', error: 'It is broken.', steps: [] }]);
  expect(stage.points).toEqual([]);
  expect(stage.lock.lease).toBeUndefined();
});

test('a lease that cannot be asked for gives no release more requests, and does not bar the way back', async () => {
  const stage = deployedStage();
  let isSilent = false;
  const silent = <Result>(ask: () => Promise<Result>) =>
    isSilent ? Promise.reject(new OperatorError('No answer.')) : ask();
  const { lock, verifications } = stage.ports;
  const ports = {
    ...stage.ports,
    lock: {
      ...lock,
      keep: () => silent(lock.keep),
      begin: (previous: typeof FORMER) => silent(() => lock.begin(previous)),
    },
    verifications: {
      ...verifications,
      canary: (...[context]: Parameters<typeof verifications.canary>) => {
        isSilent = true;
        return verifications.canary(context);
      },
    },
  };
  expect(await runDeployment(ports, REQUEST)).toMatchObject({ status: 'rolled-back', error: 'No answer.' });
  expect(stage.points).not.toContain('share 100');
  expect(stage.state).toEqual(WHOLE_FORMER);
});

describe('a machine that slept until another deployment had begun', () => {
  /** What asks for the lease gets no answer, so often, as the network is not back yet. */
  function asleep(stage: DeployedStage, unanswered: number) {
    const { lock } = stage.ports;
    let left = unanswered;
    const late = <Result>(ask: () => Promise<Result>) =>
      stage.lock.lost && left-- > 0 ? Promise.reject(new OperatorError('No network.')) : ask();
    return {
      ...stage.ports,
      lock: {
        ...lock,
        keep: () => late(lock.keep),
        begin: (previous: typeof FORMER) => late(() => lock.begin(previous)),
      },
    };
  }

  test.each([
    ['awakes with its network', 0],
    ['has its network back some seconds later', 5],
  ])('%s: takes back nothing of what the other has brought', async (_, unanswered) => {
    const stage = deployedStage({
      release: ({ lock }) => {
        lock.lost = true;
        fail();
      },
    });
    await expect(runDeployment(asleep(stage, unanswered), REQUEST)).rejects.toThrow(/the stage is left to it/);
    expect(stage.points).not.toContain('share back');
    expect(stage.told).toEqual([]);
  });

  test('between being sure of the lease and moving requests: moves none', async () => {
    const stage = deployedStage();
    const { begin } = stage.ports.lock;
    let asked = 0;
    const lock = {
      ...stage.ports.lock,
      begin: async (previous: typeof FORMER) => {
        const answer = await begin(previous);
        // Of the deploying, of the tenth of the requests, of all of them.
        if (++asked === 3) stage.lock.lost = true;
        return answer;
      },
    };
    await expect(runDeployment({ ...stage.ports, lock }, REQUEST)).rejects.toThrow(/the stage is left to it/);
    expect(stage.points.at(-1)).toBe('canary');
    expect(stage.state.shares).toEqual({ 7: 0.9, 8: 0.1 });
  });

  test('while what is new was verified: does not mute what tells of the other', async () => {
    const stage = deployedStage(at('newVersions', ({ lock }) => (lock.lost = true)));
    await expect(runDeployment(stage.ports, REQUEST)).rejects.toThrow(/the stage is left to it/);
    expect(stage.silence).toEqual([]);
  });
});

describe('another deployment', () => {
  const since = Date.parse('2031-01-01T00:00:00.000Z');
  const other = { deploymentId: 'dep_other', commit: 'abcdef012345'.padEnd(40, '0'), actor: 'ffffffffffff', since };
  const before = Date.parse('2030-12-31T23:00:00.000Z');
  const record: Deployment = {
    ...{ id: other.deploymentId, stage: 'local', commit: other.commit, version: 'abcdef012345', actor: other.actor },
    ...{
      status: 'running',
      startedAt: before,
      heartbeatAt: before + 60_000,
      traceId: '1-00000000-000000000000000000000000',
    },
    steps: [
      { name: 'install', status: 'succeeded', startedAt: before, endedAt: before + 10_000 },
      { name: 'deploy', status: 'running', startedAt: before + 10_000 },
    ],
    checks: [],
  };

  test('that runs refuses this one, which changes nothing', async () => {
    const stage = deployedStage();
    const lock = { ...stage.lock, take: async () => ({ taken: false, holder: other }) as const };
    await expect(runDeployment({ ...stage.ports, lock }, REQUEST)).rejects.toThrow(
      'ffffffffffff deploys abcdef012345 to stage local since 2031-01-01T00:00:00Z. Wait until that has ended; if it died, try again in a minute.',
    );
    expect(stage.points).toEqual([]);
    expect(stage.saved).toEqual([]);
  });

  test('that died is closed as interrupted when it was last heard of, told, and its folder is removed', async () => {
    const stage = deployedStage({}, { lease: other });
    stage.state.folders.push(other.deploymentId);
    await runDeployment({ ...stage.ports, unended: async () => [record] }, REQUEST);
    const [closed, ended] = stage.told;
    expect(closed).toMatchObject({ id: other.deploymentId, status: 'interrupted', endedAt: record.heartbeatAt });
    expect(closed?.steps.map(({ name, status, endedAt }) => [name, status, endedAt])).toEqual([
      ['install', 'succeeded', before + 10_000],
      ['deploy', 'interrupted', record.heartbeatAt],
    ]);
    expect(ended).toMatchObject({ status: 'succeeded' });
    expect(stage.state).toEqual(WHOLE_NEW);
  });

  test('that died in a step that began after it was last heard of ended in that, not before', async () => {
    const stage = deployedStage({}, { lease: other });
    const startedAt = record.heartbeatAt + 5_000;
    const late = { ...record, steps: [{ name: 'deploy', status: 'running', startedAt } as const] };
    await runDeployment({ ...stage.ports, unended: async () => [late] }, REQUEST);
    expect(stage.told[0]).toMatchObject({ endedAt: startedAt, steps: [{ startedAt, endedAt: startedAt }] });
  });

  test('is not what this one’s own record tells of', async () => {
    const stage = deployedStage();
    const unended = async () => [{ ...record, id: stage.lock.lease?.deploymentId ?? '' }];
    expect(await runDeployment({ ...stage.ports, unended }, REQUEST)).toMatchObject({ status: 'succeeded' });
    expect(stage.told).toHaveLength(1);
  });

  describe('that died with a share of the requests given', () => {
    const half = async (course: Course) => {
      const stage = deployedStage(course, { lease: { ...other, previous: FORMER } });
      stage.state.shares = { 7: 0.9, 9: 0.1 };
      stage.state.resources = 'part of abcdef012345';
      return { stage, deployment: await runDeployment(stage.ports, REQUEST) };
    };

    test('has the requests given back before this one begins', async () => {
      let before: unknown;
      const { stage, deployment } = await half({ add: ({ state }) => (before = state.shares) });
      expect(before).toEqual({ 7: 1 });
      expect(deployment).toMatchObject({ status: 'succeeded', previousVersion: FORMER.version });
      expect(stage.state).toEqual(WHOLE_NEW);
    });

    test('is left to another deployment that took over while its record was closed', async () => {
      const stage = deployedStage({}, { lease: { ...other, previous: FORMER } });
      const unended = async () => {
        stage.lock.lost = true;
        return [record];
      };
      await expect(runDeployment({ ...stage.ports, unended }, REQUEST)).rejects.toThrow(/the stage is left to it/);
      expect(stage.points).toEqual([]);
    });

    test('has all brought back when this one fails before it could bring its own', async () => {
      const { stage, deployment } = await half({ test: fail });
      expect(deployment.status).toBe('rolled-back');
      expect(stage.state).toEqual(WHOLE_FORMER);
    });

    test('is past when what served before it is gone, as on a system that was started again', async () => {
      const previous = { ...FORMER, version: '0a0a0a0a0a0a', functionVersions: { catalog: '2', cart: '2' } };
      const stage = deployedStage({ test: fail }, { lease: { ...other, previous } });
      const deployment = await runDeployment(stage.ports, REQUEST);
      expect(deployment).toMatchObject({ status: 'failed', previousVersion: FORMER.version });
      expect(stage.points).toEqual(['add', 'install', 'test']);
      expect(stage.lock.lease).toBeUndefined();
    });

    test('does not keep a fixed release out when its way back is broken', async () => {
      const { stage, deployment } = await half({ 'share back': fail });
      expect(stage.said).toContain('f0f0f0f0f0f0 could not be given back all of the requests: It is broken.');
      expect(deployment.status).toBe('succeeded');
      expect(stage.state).toEqual(WHOLE_NEW);
    });
  });

  test.each<Point>(['build', 'provision', 'share 10', 'canary', 'share 100', 'release'])(
    'that took over at %s, as this one was silent for too long, has the stage to itself',
    async (point) => {
      const stage = deployedStage({ release: fail, ...at(point, ({ lock }) => (lock.lost = true)) });
      await expect(runDeployment(stage.ports, REQUEST)).rejects.toThrow(
        /another one has begun: the stage is left to it/,
      );
      expect(stage.points).not.toContain('share back');
      expect(stage.points).not.toContain('restore');
      if (point === 'build') expect(stage.points).not.toContain('provision');
      expect(stage.told).toEqual([]);
      expect(stage.state.folders).toEqual([]);
    },
  );
});
