import type { DatabaseSync } from 'node:sqlite';
import { type Clock, createClock, systemTime } from './clock.ts';
import { openClockMemory } from './clock-memory.ts';
import type { Options } from './options.ts';

/** Real milliseconds between two notes of the time. */
const MEMORY_INTERVAL = 250;

/** The clock of this run, held until it is released, and its memory. */
export type VirtualTime = { readonly clock: Clock; stop(): void };

/** Makes the clock go on where the data folder's last one stood, and notes how far it gets. */
export function startVirtualTime(
  store: DatabaseSync,
  options: Pick<Options, 'simulated' | 'speed'>,
  log: (message: string) => void,
): VirtualTime {
  const memory = openClockMemory(store);
  const remember = (now: number): void => {
    try {
      memory.write(now);
    } catch (error) {
      log(`The time could not be stored: ${error}`);
    }
  };
  const start = Math.max(systemTime(), memory.read());
  const mode = options.simulated ? 'simulated' : 'running';
  const clock = createClock({ mode, speed: options.speed, start, held: true, onAdvanced: remember });
  const remembering = setInterval(() => remember(clock.now()), MEMORY_INTERVAL).unref();
  return {
    clock,
    stop: () => {
      clearInterval(remembering);
      remember(clock.now());
      clock.stop();
    },
  };
}
