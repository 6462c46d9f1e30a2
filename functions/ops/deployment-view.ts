import type { Deployment, DeploymentCheck, DeploymentStep } from '../lib/deployments/deployment.ts';
import type * as told from './responses.ts';

const iso = (at: number) => new Date(at).toISOString();

/** `endedAt` as the API tells it, absent while there is none. */
function ended(endedAt: number | undefined): { endedAt?: string } {
  return endedAt === undefined ? {} : { endedAt: iso(endedAt) };
}

/** Until when it is to be believed that a deployment runs which says so. */
function believed({ status, believedUntil }: Deployment): { believedUntil?: string } {
  return status !== 'running' || believedUntil === undefined ? {} : { believedUntil: iso(believedUntil) };
}

function because(error: string | undefined): { error?: string } {
  return error === undefined ? {} : { error };
}

function step({ name, status, startedAt, endedAt, error }: DeploymentStep): told.DeploymentStep {
  return { name, status, startedAt: iso(startedAt), ...ended(endedAt), ...because(error) };
}

function check({ name, step, status, detail, startedAt, endedAt }: DeploymentCheck): told.DeploymentCheck {
  return { name, step, status, detail, startedAt: iso(startedAt), endedAt: iso(endedAt) };
}

/** A deployment as it is listed. */
export function deploymentOverview(deployment: Deployment): told.DeploymentOverview {
  const { id, version, commit, actor, status, startedAt, endedAt, heartbeatAt, steps, error } = deployment;
  return {
    ...{ id, version, commit, actor, status, startedAt: iso(startedAt) },
    ...ended(endedAt),
    heartbeatAt: iso(heartbeatAt),
    ...believed(deployment),
    steps: steps.map(step),
    ...because(error),
  };
}

/** All that is told of a deployment; `previous` is the one that brought the release before. */
export function deploymentDetail(deployment: Deployment, previous: Deployment | undefined): told.DeploymentDetail {
  const { traceId, checks, previousVersion, bundleBytes, monthlyCost, functionVersions } = deployment;
  return {
    ...deploymentOverview(deployment),
    traceId,
    checks: checks.map(check),
    ...(previousVersion === undefined ? {} : { previousVersion }),
    ...(previous === undefined ? {} : { previousId: previous.id }),
    ...(bundleBytes === undefined ? {} : { bundleBytes }),
    ...(monthlyCost === undefined ? {} : { monthlyCost }),
    ...(functionVersions === undefined ? {} : { functionVersions: { ...functionVersions } }),
  };
}
