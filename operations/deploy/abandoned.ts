import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import type { DeploymentPorts } from './deployment-run.ts';
import { errorSentence } from './error-sentence.ts';
import type { LiveRelease } from './target.ts';

const DIED = 'Nothing was heard of it any more.';

/** A deployment as it ended when it was last heard of. */
function closed(deployment: Deployment): Deployment {
  const endedAt = deployment.heartbeatAt;
  const steps = deployment.steps.map((step) =>
    step.status === 'running' ? { ...step, status: 'interrupted' as const, endedAt, error: DIED } : step,
  );
  return { ...deployment, steps, status: 'interrupted', endedAt, error: DIED };
}

/** Closes the records of deployments that died, tells of them, and takes away what they left on this machine. */
export async function closeAbandoned({ unended, reporter, checkoutOf, progress }: DeploymentPorts): Promise<void> {
  for (const deployment of await unended()) {
    progress.say(`Deployment ${deployment.id} of ${deployment.version} died: it is closed as interrupted.`);
    await reporter.ended(closed(deployment));
    // Its folder may be on another machine, or gone.
    await checkoutOf(deployment.id)
      .remove()
      .catch(() => undefined);
  }
}

/** Gives all requests back to what served before a deployment that died; says so when that fails, and goes on. */
export async function straighten({ target, progress }: DeploymentPorts, previous: LiveRelease): Promise<void> {
  try {
    await target.shift(previous.functionVersions, 1);
    progress.say(`It had begun to change the stage: ${previous.version} has all of the requests again.`);
  } catch (error) {
    progress.say(`${previous.version} could not be given back all of the requests: ${errorSentence(error)}`);
  }
}
