import type { DeploymentAnswer, DeploymentHealth, DeploymentOverview, Deployments } from './responses.ts';

const generatedAt = '2026-06-01T12:30:00.000Z';

const overview: DeploymentOverview = {
  id: 'dep_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  version: '3f9c2ab417d0',
  commit: '3f9c2ab417d05e8864cf1b7a90d2e35c6b8fa41d',
  actor: '9a1c2b40d7e65f83',
  status: 'succeeded',
  startedAt: '2026-06-01T12:00:00.000Z',
  endedAt: '2026-06-01T12:21:10.000Z',
  heartbeatAt: '2026-06-01T12:21:00.000Z',
  steps: [
    {
      name: 'install',
      status: 'succeeded',
      startedAt: '2026-06-01T12:00:00.000Z',
      endedAt: '2026-06-01T12:00:40.000Z',
    },
    {
      name: 'deploy',
      status: 'succeeded',
      startedAt: '2026-06-01T12:03:00.000Z',
      endedAt: '2026-06-01T12:10:00.000Z',
    },
  ],
};

/** A page of one deployment. */
export const deployments: Deployments = {
  generatedAt,
  stage: 'prod',
  version: overview.version,
  deployments: [overview],
  nextCursor: null,
};

/** A deployment that succeeded. */
export const deployment: DeploymentAnswer = {
  generatedAt,
  deployment: {
    ...overview,
    traceId: '1-6a1c2b40-0123456789abcdef01234567',
    checks: [
      {
        name: 'Version header',
        step: 'verify',
        status: 'passed',
        detail: 'Every answer says 3f9c2ab417d0.',
        startedAt: '2026-06-01T12:10:02.000Z',
        endedAt: '2026-06-01T12:10:03.000Z',
      },
    ],
    previousVersion: 'c81e02d95af7',
    bundleBytes: 4_200_000,
    monthlyCost: 21.5,
    functionVersions: { catalog: '12', cart: '12' },
  },
};

/** A deployment after which the shop was as well as before. */
export const deploymentHealth: DeploymentHealth = {
  generatedAt,
  before: {
    ...{ from: '2026-06-01T11:30:00.000Z', to: '2026-06-01T12:00:00.000Z' },
    ...{ requestsPerMinute: 42, errorShare: 0.0004, p95Ms: 81 },
  },
  after: {
    ...{ from: '2026-06-01T12:25:00.000Z', to: '2026-06-01T12:30:00.000Z' },
    ...{ requestsPerMinute: 40, errorShare: 0.0005, p95Ms: 79 },
  },
};
