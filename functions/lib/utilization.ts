import { statfsSync } from 'node:fs';
import { coldStart } from './cold-start.ts';
import type { Line } from './emit.ts';
import { env } from './env.ts';

const MEGABYTE = 1024 * 1024;
/** "Configure Lambda function memory": so many MB are one processor, which is all that one thread can use. */
const MEMORY_OF_A_PROCESSOR = 1_769;
/** Linux shares processor time out in slices of so many milliseconds: a burst that is shorter is not held up. */
const SLICE = 100;

/** Begun with an invocation; at its end it tells of it what it used. */
export type Utilization = { readonly isColdStart: boolean; emit(line: Line): void };

const percent = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 10;

function storage(): number {
  const { blocks, bfree } = statfsSync('/tmp');
  return percent(1 - bfree / blocks);
}

/** Opens the measurement of one invocation; of what a function has, only Lambda knows. */
export function beginUtilization(): Utilization {
  const isColdStart = coldStart();
  const started = performance.now();
  const before = process.cpuUsage();
  return {
    isColdStart,
    emit(line) {
      line.emit('coldStarts', isColdStart ? 1 : 0, {});
      const { memorySize } = env();
      if (memorySize === undefined) return;
      const { user, system } = process.cpuUsage(before);
      const given = Math.max(SLICE, performance.now() - started) * Math.min(1, memorySize / MEMORY_OF_A_PROCESSOR);
      line.emit('memoryUtilization', percent(process.memoryUsage.rss() / (memorySize * MEGABYTE)), {});
      line.emit('cpuUtilization', percent((user + system) / 1_000 / given), {});
      line.emit('storageUtilization', storage(), {});
    },
  };
}

/** For an invocation that is no work of the function's: what it used is not told. */
export function noUtilization(): Utilization {
  return { isColdStart: coldStart(), emit: () => {} };
}
