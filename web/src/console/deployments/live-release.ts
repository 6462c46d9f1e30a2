import type { DeploymentOverview, Deployments } from '../../../../functions/ops/responses.ts';

/** The deployment that brought the release which answers, if it is among the latest. */
export function liveDeployment({ deployments, version }: Deployments): DeploymentOverview | undefined {
  return deployments.find((each) => each.status === 'succeeded' && each.version === version);
}

/** Whether a deployment runs by its record, but has not been heard of for longer than is to be believed, at `now` (ISO). */
export function isQuiet({ status, believedUntil }: DeploymentOverview, now: string): boolean {
  return status === 'running' && believedUntil !== undefined && Date.parse(now) >= Date.parse(believedUntil);
}

/** The deployment that runs, and the step that it is at. */
export function underWay({ deployments }: Deployments): { deployment: DeploymentOverview; step: string } | undefined {
  const deployment = deployments.find(({ status }) => status === 'running');
  return deployment && { deployment, step: deployment.steps.at(-1)?.name ?? 'checks' };
}
