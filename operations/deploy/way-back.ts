import type { DeploymentRun } from './deployment-run.ts';
import { leaseLost } from './interruption.ts';
import { runStep, verify } from './run-step.ts';
import type { LiveRelease } from './target.ts';

/** A table that does not answer is no reason to leave requests with a release that failed. */
async function stillOurs(asked: Promise<boolean>): Promise<void> {
  if (!(await asked.catch(() => true))) throw leaseLost();
}

/**
 * Brings back what served before: its requests at once, then the rest of it, and verifies that it serves. Rejects with
 * what failed; it cannot be interrupted, but is left to another deployment that has the stage by now.
 */
export async function goBack(run: DeploymentRun, previous: LiveRelease): Promise<void> {
  await runStep(run, 'rollback', async (work) => {
    await stillOurs(run.lock.begin(previous));
    work.progress(`${previous.version} gets all of the requests again`);
    await run.target.shift(previous.functionVersions, 1);
    await stillOurs(run.lock.keep());
    await run.target.restore(previous, work);
    await stillOurs(run.lock.keep());
    await verify(run, 'rollback', run.verifications.rollback, previous);
    await stillOurs(run.lock.settle());
  });
}
