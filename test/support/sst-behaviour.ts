import { join } from 'node:path';

/** What SST's stand-in does when it is given a command. */
export type SstBehaviour = {
  readonly prints?: readonly string[];
  readonly errors?: readonly string[];
  readonly code?: number;
  /** Whether it goes on until it is interrupted, or whatever comes. */
  readonly waits?: 'for an interruption' | 'for ever';
  /** Physical names of the functions of which it publishes a version. */
  readonly publishes?: readonly string[];
};

/** The program that behaves so, by command: `deploy`, `diff --json`, `secret list`. */
export function sstStandIn(behaviours: Readonly<Record<string, SstBehaviour>>): readonly [string, ...string[]] {
  return [process.execPath, join(import.meta.dirname, 'sst-stand-in.mjs'), JSON.stringify(behaviours)];
}
