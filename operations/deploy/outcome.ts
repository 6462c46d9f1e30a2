import type { DeploymentStatus } from '../../functions/lib/deployments/deployment.ts';
import type { DeploymentRun } from './deployment-run.ts';
import { errorSentence } from './error-sentence.ts';
import { LeaseLost } from './interruption.ts';
import { type Advance, releaseSteps } from './release-steps.ts';
import type { LiveRelease } from './target.ts';
import { goBack } from './way-back.ts';

/** How a deployment ended, and why it did not succeed. */
type Outcome = { readonly status: Exclude<DeploymentStatus, 'running'>; readonly error?: string };

/** Ends what did not succeed: goes back where something has begun and there is something to go back to. */
async function afterFailure(
  run: DeploymentRun,
  previous: LiveRelease | undefined,
  { begun }: Advance,
  cause: unknown,
): Promise<Outcome> {
  const { aborted, reason } = run.signal;
  const failure = aborted ? reason : cause;
  if (failure instanceof LeaseLost) throw failure;
  const error = errorSentence(failure);
  const status = aborted ? 'interrupted' : 'failed';
  if (!begun) return { status, error };
  if (previous === undefined) return { status, error: `${error} Nothing served before to go back to.` };
  try {
    await goBack(run, previous);
    return { status: aborted ? 'interrupted' : 'rolled-back', error };
  } catch (wayBack) {
    run.lost.throwIfAborted();
    if (wayBack instanceof LeaseLost) throw wayBack;
    return {
      status: 'failed',
      error: `${error} The way back to ${previous.version} failed, too: ${errorSentence(wayBack)}`,
    };
  }
}

/** Goes the way of a release, and back if need be; rejects with LeaseLost alone. */
export async function outcomeOf(
  run: DeploymentRun,
  previous: LiveRelease | undefined,
  advance: Advance,
): Promise<Outcome> {
  try {
    await releaseSteps(run, previous, advance);
    return { status: 'succeeded' };
  } catch (cause) {
    return afterFailure(run, previous, advance, cause);
  }
}
