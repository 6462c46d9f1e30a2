import { setTimeout as pause } from 'node:timers/promises';

/** Resolves after so many milliseconds of this machine's time; rejects with the signal's reason when it aborts. */
export async function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
