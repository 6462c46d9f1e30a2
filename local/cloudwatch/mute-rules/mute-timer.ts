import type { Clock } from '../../clock.ts';
import type { MuteRules } from './mute-rules.ts';

/** Wait after a start before what a stop kept from being noticed, so that all that actions need is there. */
const START_DELAY = 1000;
/** Wait before what failed is tried again. */
const RETRY_DELAY = 60_000;

/** Says when muting may have ended. */
export interface MuteTimer {
  /** Waits for the ends of windows from now on; one that came while nothing ran is told a second later. */
  start(): void;
  /** To be called after each change of a rule: what it muted may be muted no longer. */
  changed(now: number): void;
  stop(): void;
}

/** Makes a timer that calls `onEnd` at each end of a mute window, after the evaluation of the same instant if that was started before. */
export function createMuteTimer(
  clock: Pick<Clock, 'at' | 'now'>,
  rules: Pick<MuteRules, 'nextEnd'>,
  onEnd: (now: number) => void,
): MuteTimer {
  let started = false;
  let cancel = (): void => {};

  function wakeAt(time: number): void {
    cancel();
    cancel = time < Number.POSITIVE_INFINITY ? clock.at(time, changed) : () => {};
  }

  function changed(now: number): void {
    const end = rules.nextEnd(now);
    if (started) wakeAt(Math.min(end, now + RETRY_DELAY));
    onEnd(now);
    if (started) wakeAt(end);
  }

  return {
    start() {
      started = true;
      wakeAt(clock.now() + START_DELAY);
    },
    changed,
    stop() {
      started = false;
      cancel();
    },
  };
}
