import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { parseCron } from './cron.ts';

/** A schedule with an expression of EventBridge Scheduler: `rate(5 minutes)` or `cron(0 6 * * ? *)`, in UTC. */
export type Schedule = { name: string; expression: string; functionId: string };

export type SchedulerOptions = {
  clock: Clock;
  schedules: readonly Schedule[];
  /** Whether the schedule of that name runs now; all do unless given. */
  isEnabled?: (name: string) => boolean;
  /** Never rejects for what a function does; a failed run is not tried again. */
  invoke: (functionId: string, event: unknown) => Promise<unknown>;
};

const minute = 60_000;
const units: Readonly<Record<string, number>> = { minute, hour: 3_600_000, day: 86_400_000 };
/** A run that finds this many earlier ones of its schedule unfinished is skipped, so that they cannot pile up. */
const runsInFlight = 2;

/** Milliseconds of `rate(n unit)`, or undefined for another expression; throws RangeError for a rate that AWS refuses. */
export function parseRate(expression: string): number | undefined {
  if (!expression.startsWith('rate(')) return undefined;
  const [, amount, unit = '', plural] = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const value = Number(amount);
  if (value >= 1 && (value === 1) === (plural === '')) return value * (units[unit] ?? Number.NaN);
  throw new RangeError(`"${expression}" is not a rate expression such as rate(1 minute) or rate(5 minutes).`);
}

/**
 * Starts the schedules: rates tick at multiples of their interval, runs are tracked by the clock, and the function gets the
 * event that the deployed schedule sends. Returns a function that stops them; throws RangeError for a bad expression.
 */
export function startScheduler({ clock, schedules, isEnabled, invoke }: SchedulerOptions): () => void {
  const run = ({ name, functionId }: Schedule, inFlight: Set<unknown>, time: number): void => {
    if (inFlight.size >= runsInFlight || isEnabled?.(name) === false) return;
    const running = invoke(functionId, scheduledEvent(time)).finally(() => inFlight.delete(running));
    // What it reports belongs to this minute; one that hangs stops time once, not at each run after it.
    if (inFlight.size === 0) clock.wait(running, time + minute - 1);
    inFlight.add(running);
    clock.run(running);
  };

  const startCron = (expression: string, fire: (time: number) => void): (() => void) => {
    const next = parseCron(expression);
    let cancel = (): void => {};
    const arm = (after: number): void => {
      const time = next(after);
      if (time === undefined) return;
      cancel = clock.at(time, () => {
        fire(time);
        arm(time);
      });
    };
    arm(clock.now());
    return () => cancel();
  };

  const start = (schedule: Schedule): (() => void) => {
    const inFlight = new Set<unknown>();
    const fire = (time: number): void => run(schedule, inFlight, time);
    const interval = parseRate(schedule.expression);
    if (interval !== undefined) return clock.every(interval, fire);
    const [, cron] = /^cron\((.+)\)$/.exec(schedule.expression) ?? [];
    if (cron !== undefined) return startCron(cron, fire);
    throw new RangeError(
      `The schedule ${schedule.name} has neither a rate nor a cron expression: "${schedule.expression}".`,
    );
  };

  const cancels = schedules.map(start);
  return () => {
    for (const cancel of cancels) cancel();
  };
}

const INPUT = { version: '0', 'detail-type': 'Scheduled Event', source: 'aws.scheduler', detail: {} };

/** The input that stacks/ gives its schedules. */
export const SCHEDULED_INPUT = JSON.stringify({
  ...INPUT,
  id: '<aws.scheduler.execution-id>',
  time: '<aws.scheduler.scheduled-time>',
});

/** That input with EventBridge Scheduler's context attributes filled in. */
export function scheduledEvent(time: number): object {
  return { ...INPUT, id: randomUUID(), time: new Date(time).toISOString().replace('.000Z', 'Z') };
}
