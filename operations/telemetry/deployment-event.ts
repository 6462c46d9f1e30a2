import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Deployment, DeploymentStep } from '../../functions/lib/deployments/deployment.ts';
import { redact } from '../../functions/lib/redact.ts';
import { APP } from '../../monitoring/physical-name.ts';

const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

function stepDetail({ name, status, startedAt, endedAt }: DeploymentStep): object {
  return { name, status, ...(endedAt === undefined ? {} : { durationMs: endedAt - startedAt }) };
}

/** The event “Deployment ended” on the account's default bus; its detail has the stage, the release and what became of it. */
export function deploymentEvent(deployment: Deployment): PutEventsRequestEntry {
  const { id, stage, commit, version, previousVersion, status, actor, traceId, steps, error } = deployment;
  const detail = {
    ...{ deploymentId: id, stage, commit, version, previousVersion, status, actor, traceId },
    startedAt: iso(deployment.startedAt),
    endedAt: iso(deployment.endedAt),
    steps: steps.map(stepDetail),
    failedChecks: deployment.checks.filter((check) => check.status === 'failed').map(({ name }) => name),
    ...(error === undefined ? {} : { error: redact(error) }),
  };
  return { Source: APP, DetailType: 'Deployment ended', Detail: JSON.stringify(detail) };
}
