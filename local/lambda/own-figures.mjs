// What a worker thread shares with its whole process, an execution environment of Lambda has of its own: memory, processor
// time and /tmp. Node's ways to ask for them answer for the environment alone, and for what presses on it.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { getHeapStatistics } from 'node:v8';

/** @import { Pressure } from './protocol.ts' */

const MEGABYTE = 1024 * 1024;
/** "Configure Lambda function memory": so many MB are one processor. */
const memoryOfAProcessor = 1_769;
/** Milliseconds: Linux shares processor time out in such slices. */
const slice = 100;
/** "Configure ephemeral storage for Lambda functions": what a function has unless it asks for more. */
const storageBytes = 512 * MEGABYTE;
const blockBytes = 4096;

const threadMemory = () => {
  const heap = getHeapStatistics();
  return heap.total_physical_size + heap.malloced_memory + heap.external_memory;
};

/** Microseconds of the thread's own; where Node cannot tell them, the time that its event loop was at work. */
const threadTime = () =>
  process.threadCpuUsage?.() ?? { user: Math.round(performance.eventLoopUtilization().active * 1_000), system: 0 };

/**
 * Makes Node answer for the environment.
 * @param {number} memorySize in MB
 */
export function ownFigures(memorySize) {
  /** @type {Pressure} */
  let pressure = {};
  /** @type {number | undefined} */
  let since;
  /** @param {number | undefined} percent */
  const share = (percent) => (percent ?? 0) / 100;

  const memoryBytes = () => Math.round(threadMemory() + share(pressure.memory) * memorySize * MEGABYTE);
  const memoryUsage = process.memoryUsage;
  process.memoryUsage = Object.assign(() => ({ ...memoryUsage(), rss: memoryBytes() }), { rss: memoryBytes });

  /** What presses takes its part of each slice that was begun since an invocation first asked, in microseconds. */
  const pressing = () => {
    const now = performance.now();
    const slices = since === undefined ? 0 : Math.max(1, Math.ceil((now - since) / slice));
    since ??= now;
    return share(pressure.cpu) * Math.min(1, memorySize / memoryOfAProcessor) * slices * slice * 1_000;
  };
  process.cpuUsage = (before = { user: 0, system: 0 }) => {
    const { user, system } = threadTime();
    return { user: Math.round(user + pressing()) - before.user, system: system - before.system };
  };

  const monotonic = performance.now.bind(performance);
  let frozen = 0;
  performance.now = () => monotonic() + frozen;

  const statfs = fs.statfsSync;
  const blocks = storageBytes / blockBytes;
  /** @type {any} */
  const own = (/** @type {string} */ path, /** @type {fs.StatFsOptions} */ options) => {
    if (path !== '/tmp') return statfs(path, options);
    const free = Math.max(0, Math.floor(blocks * (1 - share(pressure.storage))));
    return { type: 0, bsize: blockBytes, blocks, bfree: free, bavail: free, files: 0, ffree: 0 };
  };
  fs.statfsSync = own;
  syncBuiltinESMExports();

  return {
    memoryBytes,
    /**
     * An environment goes on that lay frozen for so many milliseconds: its clock did not stop meanwhile.
     * @param {number} ms
     */
    thaw: (ms) => {
      frozen += ms;
    },
    /**
     * An invocation begins, under that pressure.
     * @param {Pressure | undefined} by
     */
    press: (by) => {
      pressure = by ?? {};
      since = undefined;
    },
  };
}
