import { describe, expect, test } from 'vitest';
import type { DeploymentOverview, HealthWindow } from '../../../functions/ops/responses.ts';
import { deploymentFigures } from '../../../web/src/console/deployments/deployment-figures.ts';
import { healthVerdict } from '../../../web/src/console/deployments/deployment-health.tsx';

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const iso = (at: number) => new Date(at).toISOString();

/** One that began so many days ago and took so many minutes, a third of them for its build. */
function deployment(daysAgo: number, minutes: number, status: DeploymentOverview['status'] = 'succeeded') {
  const startedAt = NOW - daysAgo * DAY;
  const build = {
    name: 'build',
    status: 'succeeded',
    startedAt: iso(startedAt),
    endedAt: iso(startedAt + (minutes / 3) * MINUTE),
  } as const;
  return {
    ...{
      id: `dep_${daysAgo}`,
      version: 'a',
      commit: 'a',
      actor: 'a',
      status,
      startedAt: iso(startedAt),
      heartbeatAt: iso(startedAt),
    },
    ...(status === 'running' ? {} : { endedAt: iso(startedAt + minutes * MINUTE) }),
    steps: [build],
  } satisfies DeploymentOverview;
}
const figures = (...deployments: DeploymentOverview[]) => deploymentFigures(deployments, iso(NOW));

describe('the figures of deployments', () => {
  test('are the middle of those that succeeded, the share of those that did, and how many a week', () => {
    const all = [deployment(1, 9), deployment(5, 90, 'failed'), deployment(10, 12), deployment(14, 30)];
    expect(figures(...all)).toEqual({
      ...{ ended: 4, successRate: 0.75, perWeek: 2, deploy: undefined },
      ...{ duration: 12 * MINUTE, build: 4 * MINUTE, sinceLast: DAY - 9 * MINUTE },
    });
  });

  test('of an even number are between the two in the middle', () => {
    expect(figures(deployment(1, 10), deployment(2, 20)).duration).toBe(15 * MINUTE);
  });

  test('leave out one that runs, and say nothing of a week before one is over', () => {
    expect(figures(deployment(0, 1, 'running'), deployment(2, 6))).toMatchObject({ ended: 1, perWeek: undefined });
  });

  test('of none are none', () => {
    expect(figures(deployment(0, 1, 'running'))).toMatchObject({
      ...{ ended: 0, successRate: undefined, perWeek: undefined, duration: undefined, sinceLast: undefined },
    });
  });
});

describe('after a deployment the shop is', () => {
  const window = (errorShare: number, p95Ms: number): HealthWindow => ({
    ...{ from: iso(NOW), to: iso(NOW), requestsPerMinute: 1, errorShare, p95Ms },
  });
  test.each<[string, HealthWindow | undefined, HealthWindow | undefined]>([
    ['As well as before', window(0.001, 80), window(0.002, 90)],
    ['More errors', window(0, 80), window(0.02, 80)],
    ['Slower', window(0, 80), window(0, 130)],
    ['Nothing to compare with', undefined, window(0, 500)],
    ['More errors', undefined, window(0.02, 500)],
    ['Nothing to tell yet', window(0, 80), undefined],
  ])('%s', (label, before, after) => {
    expect(healthVerdict({ ...(before && { before }), ...(after && { after }) })).toMatchObject({ label });
  });
});
