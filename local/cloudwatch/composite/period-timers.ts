import type { Clock } from '../../clock.ts';

/** The ends of wait and extension periods on the clock. */
export interface PeriodTimers {
  /** Waits for the end of an alarm's period, and no longer for that of an earlier one of it; tells it at `at`, which may be later. */
  schedule(alarmName: string, until: number, at?: number): void;
  stop(): void;
}

/** Makes timers that call `onEnd` at the end of a period, after whatever else is due at that instant: a suppressor may yet go to ALARM. */
export function createPeriodTimers(
  clock: Pick<Clock, 'at'>,
  onEnd: (alarmName: string, until: number, now: number) => void,
): PeriodTimers {
  const cancellations = new Map<string, () => void>();

  function wait(alarmName: string, time: number, run: (now: number) => void): void {
    cancellations.get(alarmName)?.();
    cancellations.set(alarmName, clock.at(time, run));
  }

  function end(alarmName: string, until: number, now: number): void {
    cancellations.delete(alarmName);
    onEnd(alarmName, until, now);
  }

  return {
    // A timer made within an instant runs after those that were there before.
    schedule: (alarmName, until, at = until) =>
      wait(alarmName, at, () => wait(alarmName, at, (now) => end(alarmName, until, now))),
    stop() {
      for (const cancel of cancellations.values()) cancel();
      cancellations.clear();
    },
  };
}
