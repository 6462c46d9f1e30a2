import type { DeploymentRun } from './deployment-run.ts';
import { runStep, verify } from './run-step.ts';
import { oursOnTheWayBack } from './still-ours.ts';
import type { LiveRelease } from './target.ts';

/**
 * Brings back what served before: its requests at once, then the rest of it, and verifies that it serves. Rejects with
 * what failed; it cannot be interrupted, but is left to another deployment that has the stage by now.
 */
export async function goBack(run: DeploymentRun, previous: LiveRelease): Promise<void> {
  const { lock } = run;
  const { ensure, fence } = oursOnTheWayBack(run);
  await runStep(run, 'rollback', async (work) => {
    await ensure(() => lock.begin(previous));
    work.progress(`${previous.version} gets all of the requests again`);
    await run.target.shift(previous.functionVersions, 1, fence);
    await ensure();
    await run.target.restore(previous, work);
    await ensure();
    await verify(run, 'rollback', run.verifications.rollback, previous);
    await ensure(lock.settle);
  });
}
