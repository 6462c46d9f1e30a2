import type { Deployment, DeploymentStep, StepName } from '../../functions/lib/deployments/deployment.ts';

const MINUTE = 60_000;

const COMMIT = '3f9c2ab417d05e8864cf1b7a90d2e35c6b8fa41d';

/** How long each step of it takes, in minutes. */
const STEPS: readonly (readonly [StepName, number])[] = [
  ['install', 1],
  ['test', 2],
  ['build', 1],
  ['deploy', 8],
  ['verify', 6],
];

/** The steps of a deployment that began then, each succeeded right after the one before. */
export function sampleSteps(startedAt: number): readonly DeploymentStep[] {
  let at = startedAt;
  return STEPS.map(([name, minutes]) => {
    const begun = at;
    at += minutes * MINUTE;
    return { name, status: 'succeeded', startedAt: begun, endedAt: at };
  });
}

/** Its id, which sorts by its time as ids do. */
export const sampleDeploymentId = (minutes: number) => `dep_01JZ8Q4M6T${String(minutes + 1e9).padStart(16, '0')}`;

/** A deployment that began that many minutes after `epoch` and succeeded 18 minutes later, unless told otherwise. */
export function sampleDeployment(epoch: number, minutes: number, otherwise: Partial<Deployment> = {}): Deployment {
  const startedAt = epoch + minutes * MINUTE;
  const endedAt = startedAt + 18 * MINUTE;
  return {
    id: sampleDeploymentId(minutes),
    stage: 'local',
    commit: COMMIT,
    version: COMMIT.slice(0, 12),
    actor: '9a1c2b40d7e65f83',
    status: 'succeeded',
    startedAt,
    ...(otherwise.status === 'running' ? {} : { endedAt }),
    heartbeatAt: endedAt,
    traceId: '1-665b0000-000000000000000000000001',
    steps: sampleSteps(startedAt),
    checks: [],
    ...otherwise,
  };
}
