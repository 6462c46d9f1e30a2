import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Batch } from './child.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const IMPORT = `
  const before = process.cpuUsage();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / 1000));
  process.exit();
`;

/** A handler in a process of its own. */
export type Subject = {
  /** Microseconds of CPU that one request takes in a batch of so many. */
  run(batch: Batch): Promise<number>;
  /** Bytes that it has written to its standard output, as a function would to its log. */
  written(): number;
  stop(): Promise<void>;
};

/**
 * Starts a process that imports the bundle and waits for batches. Its standard output is a file: as with the pipe that it is in
 * Lambda, what is written is gone when the call returns.
 */
export async function startSubject(bundle: string, output: string, env: NodeJS.ProcessEnv): Promise<Subject> {
  const stdout = openSync(output, 'w');
  const child = fork(CHILD, [bundle], { env, stdio: ['ignore', stdout, 'inherit', 'ipc'] });
  closeSync(stdout);
  await once(child, 'message');
  return {
    async run(batch) {
      child.send(batch);
      const [result]: unknown[] = await once(child, 'message');
      return Number(Object(result).microseconds);
    },
    written: () => statSync(output).size,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** Milliseconds of CPU that a fresh process takes to import the bundle: what it takes of time where nothing else runs. */
export function importMilliseconds(bundle: string, env: NodeJS.ProcessEnv): number {
  const args = ['--input-type=module', '-e', IMPORT, pathToFileURL(bundle).href];
  return Number(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
}
