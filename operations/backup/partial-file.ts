import { readdirSync, rmSync } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OperatorError } from '../operator-error.ts';

/** A file that is written under other names until it is whole. */
export type PartialFile = {
  /** Where something may be kept meanwhile. */
  path(part: string): string;
  /** Gives the part its name; OperatorError when there is a file of that name and it must not be replaced. */
  finish(part: string, replace: boolean): Promise<void>;
  /** Takes away all parts. */
  remove(): void;
};

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Why there must not be another file of that name, and what to do. */
export function fileExists(path: string): OperatorError {
  return new OperatorError(`There is a file ${path} already. Name another with --file, or add --force.`);
}

/**
 * The parts of a file beside it, each named after this process, so that what a killed one has left is known: it is taken away.
 * @throws the system's error when the folder cannot be read
 */
export function partialFile(path: string): PartialFile {
  const [folder, name] = [dirname(path), basename(path)];
  const pattern = /^(.*)\.(\d+)\.\w+\.partial$/;
  for (const entry of readdirSync(folder)) {
    const [, of, pid] = pattern.exec(entry) ?? [];
    if (of === `.${name}` && !isRunning(Number(pid))) rmSync(join(folder, entry), { force: true });
  }
  const parts = new Set<string>();
  const pathOf = (part: string): string => {
    parts.add(part);
    return join(folder, `.${name}.${process.pid}.${part}.partial`);
  };
  return {
    path: pathOf,
    finish: async (part, replace) => {
      if (replace) return rename(pathOf(part), path);
      try {
        // Unlike a new name, another link never takes the place of a file that has come meanwhile.
        await link(pathOf(part), path);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw fileExists(path);
        throw error;
      }
      await rm(pathOf(part));
    },
    remove: () => {
      for (const part of parts) rmSync(pathOf(part), { force: true });
    },
  };
}
