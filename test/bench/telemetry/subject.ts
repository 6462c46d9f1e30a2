import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Batch } from './child.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const IMPORT =
  'const began = performance.now(); await import(process.argv[1]); process.stdout.write(String(performance.now() - began)); process.exit();';

/** A handler in a process of its own. */
export type Subject = {
  /** Microseconds of CPU that one request takes in a batch of so many. */
  run(batch: Batch): Promise<number>;
  /** Bytes that it has written to its standard output, as a function would to its log. */
  written(): number;
  /** Resolves when everything that it has written is here. */
  stop(): Promise<void>;
};

/** Starts a process that imports the bundle and waits for batches. */
export async function startSubject(bundle: string, env: NodeJS.ProcessEnv): Promise<Subject> {
  const child: ChildProcess = fork(CHILD, [bundle], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  let bytes = 0;
  child.stdout?.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await once(child, 'message');
  return {
    async run(batch) {
      child.send(batch);
      const [result]: unknown[] = await once(child, 'message');
      return Number(Object(result).microseconds);
    },
    written: () => bytes,
    async stop() {
      const ended = [once(child, 'exit'), once(child.stdout ?? child, 'end')];
      child.kill();
      await Promise.all(ended);
    },
  };
}

/** Milliseconds that a fresh process takes to import the bundle. */
export function importMilliseconds(bundle: string, env: NodeJS.ProcessEnv): number {
  const args = ['--input-type=module', '-e', IMPORT, pathToFileURL(bundle).href];
  return Number(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
}
