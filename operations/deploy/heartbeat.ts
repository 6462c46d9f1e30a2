/** How often a deployment says that it still runs, in milliseconds of real time. */
export const BEAT_EVERY_MS = 15_000;

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
