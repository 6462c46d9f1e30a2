import type { DeploymentOverview, Deployments } from '../../../functions/ops/responses.ts';

/** The deployment that brought the release which answers, if it is among the latest. */
export function liveDeployment({ deployments, version }: Deployments): DeploymentOverview | undefined {
  return deployments.find((each) => each.status === 'succeeded' && each.version === version);
}

/** A deployment says every 15 seconds that it still runs. */
const QUIET_MS = 90_000;

/** Whether a deployment runs by its record, but has not been heard of for a while before `now` (ISO). */
export function isQuiet({ status, heartbeatAt }: DeploymentOverview, now: string): boolean {
  return status === 'running' && Date.parse(now) - Date.parse(heartbeatAt) >= QUIET_MS;
}

/** The deployment that runs, and the step that it is at. */
export function underWay({ deployments }: Deployments): { deployment: DeploymentOverview; step: string } | undefined {
  const deployment = deployments.find(({ status }) => status === 'running');
  return deployment && { deployment, step: deployment.steps.at(-1)?.name ?? 'checks' };
}
