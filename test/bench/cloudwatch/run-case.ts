import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figure } from './bench-case.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** How `npm start` runs Node (local/bootstrap.mjs): small heaps rather than speed. */
const execArgv = ['--max-semi-space-size=1', '--optimize-for-size'];
const LEAN = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '131072' };

/** Runs a case once in a process of its own, as the product runs, so that no other has used its memory; rejects when it fails. */
export function runCase(name: string, scale: number): Promise<readonly Figure[]> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [name, String(scale)], { execArgv, env: { ...process.env, ...LEAN } });
    let figures: readonly Figure[] | undefined;
    child.on('message', (message: readonly Figure[]) => {
      figures = message;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && figures !== undefined) resolve(figures);
      else reject(new Error(`The case ${name} ended with exit code ${code}.`));
    });
  });
}
