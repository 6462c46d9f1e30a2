import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figure } from './bench-case.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Runs a case once in a process of its own, so that no other has used its memory; rejects when it fails. */
export function runCase(name: string, scale: number): Promise<readonly Figure[]> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [name, String(scale)]);
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
