import { createTimerQueue, type Timer } from './timer-queue.ts';
import { warn } from './warn.ts';

/** `running`: virtual time flows at `speed`; `simulated`: it stands still until advanced. */
export type ClockMode = 'running' | 'simulated';

/** The only source of time in the embedded cloud: virtual epoch milliseconds, timers on them, and the work that must finish before time moves on. */
export interface Clock {
  /** Virtual epoch milliseconds, an integer that never decreases. */
  now(): number;
  readonly mode: ClockMode;
  readonly speed: number;
  /** Runs once when virtual time reaches `time` (at once when it has passed); returns the cancellation. */
  at(time: number, run: (now: number) => void | Promise<void>): () => void;
  /** Runs at every multiple of `intervalMs` since the epoch; at equal times timers run in the order they were registered, each awaited before the next. */
  every(intervalMs: number, run: (tick: number) => void | Promise<void>): () => void;
  /** Registers work in flight that `advance` and `settled` await; returns a promise with the same outcome. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Tracks work whose outcome nobody awaits; a rejection goes to `onError`. */
  run(work: Promise<unknown>): void;
  /** Time that flows faster than real time stops at `until` while the work is under way, but for no more than some real seconds. */
  wait(work: Promise<unknown>, until: number): void;
  /** Whether time stands still for such work. */
  isWaiting(): boolean;
  /** Moves time by `ms`, running every timer due in between at its own time and awaiting all tracked work after each instant; stops after an instant when aborted. */
  advance(ms: number, signal?: AbortSignal): Promise<void>;
  /** Where the advance that runs now is going; undefined when none does. */
  advancingTo(): number | undefined;
  /** Resolves when no tracked work is left. */
  settled(): Promise<void>;
  /** Lets time flow that was `held` at the start; nothing otherwise. */
  release(): void;
  stop(): void;
}

export type ClockOptions = {
  mode: ClockMode;
  speed: number;
  start: number;
  /** Time stands still until `release`, so that starting up takes no virtual time. */
  held?: boolean;
  /** Real milliseconds for which work can stop time; ten seconds unless given. */
  patienceMs?: number;
  /** Real epoch milliseconds; the system's clock unless given. */
  realNow?: () => number;
  /** Told of an error thrown by a timer or by work that was `run`; a process warning unless given. Other timers go on. */
  onError?: (error: unknown) => void;
  /** Told at the end of each advance where time stands. */
  onAdvanced?: (now: number) => void;
};

/** Real epoch milliseconds, for what must agree with stamps made outside the embedded cloud (X-Ray segments made inside functions). */
export const systemTime = (): number => Date.now();

/** A periodic timer this many real milliseconds late (the machine slept) skips the ticks it missed. */
const catchUpLimitMs = 60_000;
/** Under constant outside load some work is always in flight; so many rounds cover every chain of deliveries. */
const settleRounds = 100;
/** Node's longest timeout. */
const longestTimeoutMs = 2 ** 31 - 1;
/** For so many real milliseconds work that hangs can stop time. */
const defaultPatienceMs = 10_000;
/** So many real milliseconds by which timers are late are made up for, so that time keeps its speed; what is beyond is lost. */
const lagMs = 250;
/** A long advance gives the event loop a turn this often, in real milliseconds. */
const breathMs = 20;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Makes the clock; throws RangeError for a speed that is not above 0. */
export function createClock(options: ClockOptions): Clock {
  const { mode, speed, realNow = systemTime, onError = warn, onAdvanced = () => {} } = options;
  const { patienceMs = defaultPatienceMs } = options;
  if (!(speed > 0 && Number.isFinite(speed))) throw new RangeError(`speed must be a number above 0, got ${speed}`);
  const timers = createTimerQueue();
  const inFlight = new Set<Promise<void>>();
  const waits = new Set<{ readonly until: number }>();
  let anchor = { virtual: options.start, real: realNow() };
  let lastReal = anchor.real;
  let latest = Math.floor(options.start);
  let flows = mode === 'running' && options.held !== true;
  let held: number | undefined = flows ? undefined : latest;
  let destination: number | undefined;
  let touched = false;
  let stopped = false;
  let busy = false;
  let exclusive: Promise<void> = Promise.resolve();
  let wakeUp: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;

  const awaited = (): number => Math.min(...[...waits].map(({ until }) => until));

  /** Faster than real time, a machine can fall behind: time then waits for what is due. */
  const ceiling = (): number =>
    speed > 1 ? Math.max(latest, Math.min(awaited(), timers.peek()?.time ?? Infinity)) : Infinity;

  /** Flows on from the latest time when the system's clock is set back. */
  const flowing = (): number => {
    const real = realNow();
    if (real < lastReal) anchor = { virtual: latest, real };
    lastReal = real;
    const virtual = Math.floor(anchor.virtual + (real - anchor.real) * speed);
    const most = ceiling();
    if (virtual <= most) return virtual;
    const madeUpFor = awaited() <= most ? 0 : Math.min(virtual - most, lagMs * speed);
    anchor = { virtual: most + madeUpFor, real };
    return most;
  };

  const now = (): number => {
    latest = Math.max(latest, held ?? flowing());
    return latest;
  };

  const isWaiting = (): boolean => mode === 'running' && held === undefined && awaited() <= now();

  const wait = (work: Promise<unknown>, until: number): void => {
    if (mode !== 'running' || speed <= 1) return;
    const one = { until };
    waits.add(one);
    const end = (): void => {
      clearTimeout(patience);
      now();
      if (waits.delete(one)) arm();
    };
    const patience = setTimeout(end, patienceMs).unref();
    work.then(end, end);
  };

  const track = <T>(work: Promise<T>): Promise<T> => {
    touched = true;
    const done = work.then(
      () => {},
      () => {},
    );
    inFlight.add(done);
    return work.finally(() => inFlight.delete(done));
  };

  const run = (work: Promise<unknown>): void => void track(work.catch(onError));

  const settled = async (): Promise<void> => {
    for (let round = 0; round < settleRounds; round++) {
      touched = false;
      await Promise.all(inFlight);
      await turn();
      if (inFlight.size === 0 && !touched) return;
    }
  };

  const nextTick = (timer: Timer, intervalMs: number): number => {
    const late = mode === 'running' && held === undefined && (now() - timer.time) / speed > catchUpLimitMs;
    return late ? Math.floor(now() / intervalMs) * intervalMs + intervalMs : timer.time + intervalMs;
  };

  const runTimer = async (timer: Timer): Promise<void> => {
    const due = timer.time;
    if (timer.intervalMs !== undefined) timers.reschedule(timer, nextTick(timer, timer.intervalMs));
    try {
      await timer.run(due);
    } catch (error) {
      onError(error);
    }
  };

  /** One instant: every timer due by `until` that has the earliest time, in registration order. */
  const runInstant = async (until: number): Promise<void> => {
    const time = timers.peek()?.time;
    for (let timer = timers.peek(); timer && !stopped && timer.time === time && time <= until; timer = timers.peek()) {
      await runTimer(timers.take(timer));
    }
  };

  const exclusively = (work: () => Promise<void>): Promise<void> => {
    const turnOfMine = exclusive.then(async () => {
      busy = true;
      try {
        await work();
      } finally {
        busy = false;
        arm();
      }
    });
    exclusive = turnOfMine.catch(() => {});
    return turnOfMine;
  };

  const pump = async (): Promise<void> => {
    for (let timer = timers.peek(); timer && !stopped && timer.time <= now(); timer = timers.peek())
      await runInstant(now());
  };

  /** Sees to it that the earliest timer is run: at once when due, else (running) when real time gets there. */
  const arm = (): void => {
    clearTimeout(wakeUp);
    const timer = timers.peek();
    if (!timer || stopped || busy) return;
    // Looked at once: the timer may be due when looked at again.
    const remainingMs = timer.time - now();
    if (remainingMs <= 0) {
      soon ??= setImmediate(() => {
        soon = undefined;
        if (!stopped && !busy) run(exclusively(pump));
      });
    } else if (mode === 'running' && held === undefined && !isWaiting()) {
      wakeUp = setTimeout(arm, Math.min(Math.ceil(remainingMs / speed), longestTimeoutMs));
    }
  };

  const add = (time: number, run: Timer['run'], intervalMs?: number): (() => void) => {
    const timer = timers.add(time, run, intervalMs);
    if (timers.peek() === timer || time <= now()) arm();
    return () => timers.remove(timer);
  };

  const runUntil = async (target: number, signal: AbortSignal | undefined): Promise<void> => {
    let breath = performance.now();
    for (let timer = timers.peek(); timer && !stopped && timer.time <= target; timer = timers.peek()) {
      if (signal?.aborted) return;
      held = Math.max(timer.time, now());
      await runInstant(timer.time);
      if (touched || inFlight.size > 0) await settled();
      if (performance.now() - breath > breathMs) {
        await turn();
        breath = performance.now();
      }
    }
  };

  const moveBy = async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
    const target = now() + ms;
    destination = target;
    held = now();
    await settled();
    await runUntil(target, signal);
    held = signal?.aborted ? now() : Math.max(target, now());
    await settled();
    destination = undefined;
    onAdvanced(held);
    flow();
  };

  /** Goes on from where time was held, unless it stands still by itself. */
  const flow = (): void => {
    if (!flows || held === undefined) return;
    anchor = { virtual: now(), real: realNow() };
    lastReal = anchor.real;
    held = undefined;
    arm();
  };

  return {
    now,
    mode,
    speed,
    at: (time, run) => add(Math.max(Math.ceil(time), now()), run),
    every: (intervalMs, run) => {
      if (!(intervalMs > 0)) throw new RangeError(`interval must be above 0 ms, got ${intervalMs}`);
      return add(Math.floor(now() / intervalMs) * intervalMs + intervalMs, run, intervalMs);
    },
    track,
    run,
    wait,
    isWaiting,
    advance: (ms, signal) => {
      if (!(ms >= 0 && Number.isFinite(ms)))
        throw new RangeError(`advance takes a number of milliseconds from 0, got ${ms}`);
      return exclusively(() => moveBy(Math.floor(ms), signal));
    },
    advancingTo: () => destination,
    settled,
    release: () => {
      flows = mode === 'running';
      if (!busy) flow();
    },
    stop: () => {
      stopped = true;
      clearTimeout(wakeUp);
      if (soon) clearImmediate(soon);
      timers.clear();
    },
  };
}
