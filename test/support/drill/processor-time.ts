import { readFileSync } from 'node:fs';

/** For how long a process ran, and for how long it could have run but others did; in milliseconds. */
export type ProcessorTime = { readonly ran: number; readonly waited: number };

const NANOSECONDS = 1_000_000;

/** That of a process's main thread so far, from Linux's /proc; nothing elsewhere. */
export function processorTime(pid = 0): ProcessorTime {
  try {
    const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
    return { ran: ran / NANOSECONDS, waited: waited / NANOSECONDS };
  } catch {
    return { ran: 0, waited: 0 };
  }
}

/** What passed between two such times. */
export const since = (before: ProcessorTime, { ran, waited }: ProcessorTime): ProcessorTime => ({
  ran: ran - before.ran,
  waited: waited - before.waited,
});
