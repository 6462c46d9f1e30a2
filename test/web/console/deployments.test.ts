import { describe, expect, test } from 'vitest';
import type { DeploymentOverview, DeploymentStep, Deployments } from '../../../functions/ops/responses.ts';
import { overviewAround } from '../../../web/src/console/around.ts';
import { chartSummary } from '../../../web/src/console/charts/chart-summary.ts';
import { marksByPeriod, releaseMarks } from '../../../web/src/console/charts/release-marks.ts';
import { isQuiet, liveDeployment, underWay } from '../../../web/src/console/deployments/live-release.ts';
import { stepBars } from '../../../web/src/console/deployments/step-bars.ts';
import { TIME_RANGES } from '../../../web/src/console/time-range.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T10:00:00.000Z');
const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

function step(name: DeploymentStep['name'], from: number, to: number | undefined, status: DeploymentStep['status']) {
  return { name, status, startedAt: at(from), ...(to === undefined ? {} : { endedAt: at(to) }) };
}

function deployment(more: Partial<DeploymentOverview> = {}): DeploymentOverview {
  return {
    id: 'dep_1',
    version: 'aaa',
    commit: 'aaaa',
    actor: 'someone',
    status: 'succeeded',
    startedAt: at(0),
    endedAt: at(20),
    heartbeatAt: at(20),
    steps: [step('build', 0, 5, 'succeeded'), step('deploy', 5, 15, 'succeeded'), step('verify', 15, 20, 'succeeded')],
    ...more,
  };
}

const RUNNING = {
  id: 'dep_1',
  version: 'bbb',
  commit: 'bbbb',
  actor: 'someone',
  status: 'running',
  startedAt: at(0),
  heartbeatAt: at(10),
  steps: [step('install', 0, 4, 'succeeded'), step('test', 4, undefined, 'running')],
} as const satisfies DeploymentOverview;

const page = (version: string, ...deployments: DeploymentOverview[]): Deployments => ({
  generatedAt: at(30),
  stage: 'local',
  version,
  deployments,
  nextCursor: null,
});

describe('the steps of a deployment', () => {
  test('stand where they stand in its time', () => {
    expect(stepBars(deployment(), START + 60 * MINUTE)).toMatchObject([
      { name: 'build', bar: { left: 0, width: 25 }, durationMs: 5 * MINUTE },
      { name: 'deploy', bar: { left: 25, width: 50 } },
      { name: 'verify', bar: { left: 75, width: 25 } },
    ]);
  });

  test('of one that runs reach to now, and those to come wait', () => {
    expect(stepBars({ ...RUNNING, steps: [...RUNNING.steps] }, START + 8 * MINUTE)).toMatchObject([
      { name: 'install', bar: { left: 0, width: 50 } },
      { name: 'test', status: 'running', bar: { left: 50, width: 50 }, durationMs: 4 * MINUTE },
      { name: 'build', status: 'waiting' },
      { name: 'deploy', status: 'waiting' },
      { name: 'verify', status: 'waiting' },
    ]);
  });

  test('wait for nothing more once it rolls back', () => {
    const steps = [step('deploy', 0, 4, 'failed'), step('rollback', 4, undefined, 'running')];
    expect(stepBars({ ...RUNNING, steps }, START + 8 * MINUTE).map(({ name }) => name)).toEqual(['deploy', 'rollback']);
  });

  test('that were skipped have taken no time', () => {
    const [skipped] = stepBars(deployment({ steps: [step('build', 0, 0, 'skipped')] }), START);
    expect(skipped).toEqual({ name: 'build', status: 'skipped' });
  });

  test('stay within the picture when it took no time at all', () => {
    const none = deployment({ endedAt: at(0), steps: [step('install', 0, 0, 'failed')] });
    const { left = -1, width = 0 } = stepBars(none, START)[0]?.bar ?? {};
    expect([left, width > 0, left + width <= 100]).toEqual([0, true, true]);
  });
});

describe('charts are marked', () => {
  const range = { start: START, end: START + 30 * MINUTE };
  const times = (deployments: DeploymentOverview[]) =>
    releaseMarks(deployments, range).map(({ at, label }) => [(at - START) / MINUTE, label]);

  const cases: Record<string, [DeploymentOverview[], (readonly [number, string])[]]> = {
    'when all requests go to a release': [[deployment()], [[15, 'aaa']]],
    'when it is rolled back as well': [
      [deployment({ steps: [step('deploy', 5, 15, 'succeeded'), step('rollback', 18, 19, 'succeeded')] })],
      [
        [15, 'aaa'],
        [18, 'aaa rolled back'],
      ],
    ],
    'not by one that never came so far': [[deployment({ steps: [step('deploy', 5, 15, 'failed')] })], []],
    'not by one before the range': [[deployment({ steps: [step('deploy', -9, -1, 'succeeded')] })], []],
    'oldest first': [
      [deployment(), deployment({ version: 'old', steps: [step('deploy', 0, 1, 'succeeded')] })],
      [
        [1, 'old'],
        [15, 'aaa'],
      ],
    ],
  };
  for (const [sentence, [deployments, expected]] of Object.entries(cases)) {
    test(sentence, () => expect(times(deployments)).toEqual(expected));
  }

  test('in the period that the moment lies in', () => {
    const marks = releaseMarks([deployment()], range);
    const periods = [START / 1000, START / 1000 + 600, START / 1000 + 1200];
    expect([...marksByPeriod(marks, periods, 600).keys()]).toEqual([1]);
  });

  test('in words, too', () => {
    const widget = { title: 'x', unit: '', description: '', period: 60, series: [], messages: [] };
    expect(chartSummary(widget, releaseMarks([deployment()], range))).toMatch(
      /^No metrics\. Deployed: aaa at \d\d:15:00\.$/,
    );
  });
});

describe('the release that serves', () => {
  test('is of the latest deployment that brought it', () => {
    const earlier = deployment({ id: 'dep_0' });
    const failed = deployment({ id: 'dep_2', version: 'bbb', status: 'rolled-back' });
    expect(liveDeployment(page('aaa', failed, deployment(), earlier))?.id).toBe('dep_1');
  });
  test('is of none when nobody deployed it', () => {
    expect(liveDeployment(page('ccc', deployment()))).toBeUndefined();
  });
  test('may be about to be replaced', () => {
    expect(underWay(page('aaa', { ...RUNNING, steps: [...RUNNING.steps] }, deployment()))?.step).toBe('test');
    expect(underWay(page('aaa', deployment()))).toBeUndefined();
  });
  test('is quiet when a deployment that runs is not heard of any more', () => {
    const running = { ...RUNNING, steps: [], believedUntil: at(40) };
    expect([isQuiet(running, at(39)), isQuiet(running, at(40)), isQuiet(deployment(), at(99))]).toEqual([
      false,
      true,
      false,
    ]);
  });
  test('is not quiet when nobody can say until when the deployment is to be believed', () => {
    expect(isQuiet({ ...RUNNING, steps: [] }, at(999))).toBe(false);
  });
});

describe('the overview around a deployment', () => {
  const around = (minutesLater: number, more: Partial<DeploymentOverview> = {}) =>
    overviewAround(deployment(more), at(minutesLater));
  test('shows a while before and after it', () => {
    expect(around(600)).toBe(`/ops?${new URLSearchParams({ range: '60', until: at(30) })}`);
  });
  test('shows up to now while it is fresh', () => expect(around(25)).toBe('/ops?range=60'));
  test('shows up to now while it runs', () => {
    expect(overviewAround({ ...RUNNING, steps: [] }, at(90))).toBe('/ops?range=180');
  });
  test('shows as much as there can be of the longest', () => {
    const longest = String(TIME_RANGES.at(-1)?.minutes);
    expect(around(90_000, { endedAt: at(30_000) })).toBe(
      `/ops?${new URLSearchParams({ range: longest, until: at(30_010) })}`,
    );
  });
});
