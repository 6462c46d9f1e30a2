import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import type { DeploymentPorts, DeploymentRun } from './deployment-run.ts';
import { errorSentence } from './error-sentence.ts';
import { LeaseLost } from './interruption.ts';
import { ensureOurs } from './still-ours.ts';
import type { LiveRelease } from './target.ts';

const DIED = 'Nothing was heard of it any more.';

/** A deployment as it ended when it was last heard of. */
function closed(deployment: Deployment): Deployment {
  const { startedAt, heartbeatAt, checks } = deployment;
  const times = [...deployment.steps, ...checks].flatMap((each) => [each.startedAt, each.endedAt ?? 0]);
  const endedAt = Math.max(startedAt, heartbeatAt, ...times);
  const steps = deployment.steps.map((step) =>
    step.status === 'running' ? { ...step, status: 'interrupted' as const, endedAt, error: DIED } : step,
  );
  return { ...deployment, steps, status: 'interrupted', endedAt, error: DIED };
}

/** Closes the records of deployments that died, tells of them, and takes away what they left on this machine. */
export async function closeAbandoned(run: DeploymentRun): Promise<void> {
  const { unended, reporter, checkoutOf, progress, record } = run;
  const own = record.current().id;
  for (const deployment of (await unended()).filter(({ id }) => id !== own)) {
    progress.say(`Deployment ${deployment.id} of ${deployment.version} died: it is closed as interrupted.`);
    await reporter.ended(closed(deployment));
    // Its folder may be on another machine, or gone.
    await checkoutOf(deployment.id)
      .remove()
      .catch(() => undefined);
  }
}

/**
 * Whether what served before a deployment that died is still there, as far as can be told. On a system that was started again
 * since then it is not, and nothing of the deployment is either.
 */
export async function canGoBack({ target, lock, progress }: DeploymentPorts, previous: LiveRelease): Promise<boolean> {
  if (await target.isThere(previous).catch(() => true)) return true;
  progress.say(
    `A deployment before has left the stage changed; ${previous.version} is gone, and what serves now stays.`,
  );
  await lock.settle().catch(() => undefined);
  return false;
}

/** Gives all requests back to what served before a deployment that died; says so when that fails, and goes on. */
export async function straighten(run: DeploymentPorts, previous: LiveRelease): Promise<void> {
  const { target, progress } = run;
  try {
    await target.shift(previous.functionVersions, 1, () => ensureOurs(run));
    progress.say(`A deployment before has left the stage changed: ${previous.version} has all of the requests again.`);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    progress.say(`${previous.version} could not be given back all of the requests: ${errorSentence(error)}`);
  }
}
