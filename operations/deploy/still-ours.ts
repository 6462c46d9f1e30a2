import type { DeploymentRun } from './deployment-run.ts';
import { leaseLost } from './interruption.ts';

/** How often the way back asks for a lease that cannot be asked for, and how long it pauses between, in milliseconds. */
const ASKED = 15;
const AGAIN_MS = 2_000;

/**
 * Makes sure, right before a stage is changed, that it still is this deployment's, which it may not be after a pause.
 * @throws LeaseLost when it is another's, and what the lock rejects with when that cannot be asked
 */
export async function ensureOurs({ lock }: Pick<DeploymentRun, 'lock'>): Promise<void> {
  if (!lock.isSure() && !(await lock.keep())) throw leaseLost();
}

/**
 * The same for the way back: `ensure` makes sure by asking, `fence` right before each of many changes at once. A table that does
 * not answer is no reason to leave requests with a release that failed. But where this machine slept for so long that another
 * deployment may have begun, and ended, its network is back sooner or later, and the table is asked again until then.
 */
export function oursOnTheWayBack({ lock, pause }: Pick<DeploymentRun, 'lock' | 'pause'>) {
  let left = ASKED;
  let asking: Promise<void> | undefined;
  const ensure = async (ask: () => Promise<boolean> = lock.keep): Promise<void> => {
    for (;;) {
      const answer = await ask().catch(() => undefined);
      if (answer === false) throw leaseLost();
      if (answer === true || lock.isSure() || left <= 0) return;
      left -= 1;
      await pause(AGAIN_MS);
    }
  };
  const fence = async (): Promise<void> => {
    if (lock.isSure()) return;
    // All functions are moved at once: each asking for itself, they would have asked for the last time within seconds.
    asking ??= ensure().finally(() => {
      asking = undefined;
    });
    await asking;
  };
  return { ensure, fence };
}
