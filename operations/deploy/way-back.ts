import type { DeploymentRun } from './deployment-run.ts';
import { leaseLost } from './release-steps.ts';
import { runStep, verify } from './run-step.ts';
import type { LiveRelease } from './target.ts';

/**
 * Brings back what served before: its requests at once, then the rest of it, and verifies that it serves. Rejects with
 * what failed; it cannot be interrupted.
 */
export async function goBack(run: DeploymentRun, previous: LiveRelease): Promise<void> {
  await runStep(run, 'rollback', async (work) => {
    // A table that does not answer is no reason to leave requests with a release that failed.
    if (!(await run.lock.begin(previous).catch(() => true))) throw leaseLost();
    work.progress(`${previous.version} gets all of the requests again`);
    await run.target.shift(previous.functionVersions, 1);
    await run.target.restore(previous, work);
    await verify(run, 'rollback', run.verifications.rollback, previous);
  });
}
