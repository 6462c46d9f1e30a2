import { paused } from '../paused.ts';
import type { LocalControl } from './local-control.ts';

/** The clock may be moved by somebody else meanwhile, so it is looked at now and then, in milliseconds of this machine's. */
const LOOK_EVERY_MS = 5_000;

/**
 * Resolves when so much of the stage's time has passed, in milliseconds: a clock that stands still is moved there. Rejects
 * when the signal aborts.
 */
export async function localWait(
  control: Pick<LocalControl, 'clock' | 'advance'>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { now: start, mode } = await control.clock();
  if (mode === 'simulated') return control.advance(milliseconds, signal);
  const end = start + milliseconds;
  for (let clock = await control.clock(); clock.now < end; clock = await control.clock()) {
    const left = Math.ceil((end - clock.now) / clock.speed);
    await paused(Math.min(left, LOOK_EVERY_MS), signal);
  }
}
