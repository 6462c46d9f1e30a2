import type { Deployment } from '../../functions/lib/deployments/deployment.ts';

/** How often a deployment says that it still runs, in milliseconds of real time. */
export const BEAT_EVERY_MS = 15_000;
/** How long a deployment is believed to run that is not heard of any more, in milliseconds of real time. */
const BELIEVED_MS = 6 * BEAT_EVERY_MS;

/**
 * What the record of a deployment says that is heard of at a time of the stage's clock, which has the given pace. Of a clock that
 * moves only when it is told to, nobody can say until when the deployment is to be believed.
 */
export function heardOf(at: number, pace: number | undefined): Pick<Deployment, 'heartbeatAt' | 'believedUntil'> {
  const until = pace === undefined ? {} : { believedUntil: at + Math.ceil(BELIEVED_MS * pace) };
  return { heartbeatAt: at, ...until };
}

/** Calls `beat` again and again, never twice at once, until it is stopped; resolves once the last call has ended. */
export function startHeartbeat(beat: () => Promise<void>): () => Promise<void> {
  let beating = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    beating = beat().finally(() => {
      busy = false;
    });
  }, BEAT_EVERY_MS);
  return () => {
    clearInterval(timer);
    return beating;
  };
}
