import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LOCK_FILE } from './data-folder-lock.ts';
import { UserError } from './options.ts';

const MARKER = 'smallcart-data.txt';

function attempt(doing: string, folder: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError(`Cannot ${doing} the data folder ${folder} (${code}). Choose another one with --data.`);
  }
}

/** @throws UserError for a folder that holds anything but what SmallCart made */
function requireOwn(folder: string): void {
  const entries = readdirSync(folder);
  if (entries.length === 0 || entries.includes(MARKER)) return;
  throw new UserError(`--reset deletes only a folder that SmallCart made; ${folder} is not one. Delete it yourself.`);
}

/**
 * Makes the folder of all state ready; with `reset` it must be one that may be emptied, which is left to
 * `emptyDataFolder`.
 * @returns its absolute path
 * @throws UserError when it cannot be read, written or reset
 */
export function prepareDataFolder(path: string, reset: boolean): string {
  const folder = resolve(path);
  attempt('create', folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  attempt('use', folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK));
  attempt('read', folder, () => readdirSync(folder));
  if (reset) requireOwn(folder);
  const marker = join(folder, MARKER);
  const text = 'SmallCart keeps its local state here. `npm start -- --reset` empties this folder.\n';
  if (!existsSync(marker)) attempt('write to', folder, () => writeFileSync(marker, text));
  return folder;
}

/** Deletes all state in a prepared folder that this process has locked. */
export function emptyDataFolder(folder: string): void {
  for (const entry of readdirSync(folder)) {
    if (entry !== MARKER && entry !== LOCK_FILE) rmSync(join(folder, entry), { recursive: true, force: true });
  }
}
