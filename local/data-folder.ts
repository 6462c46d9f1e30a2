import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LOCK_FILE } from './data-folder-lock.ts';
import { UserError } from './options.ts';
import { SECRET_FILES } from './secrets.ts';

const MARKER = 'smallcart-data.txt';
/** The folders in it of the functions' code and of a release's pages. */
export const CODE_FOLDER = 'lambda-code';
export const PAGES_FOLDER = 'released-pages';

function attempt(doing: string, folder: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError(`Cannot ${doing} the data folder ${folder} (${code}). Choose another one with --data.`);
  }
}

const isOwnFile = (entry: string): boolean =>
  [MARKER, ...SECRET_FILES].includes(entry.replace(/\.tmp$/, '')) ||
  /^(lock|shop|telemetry)\.sqlite(-\w+)?$/.test(entry);

const isOwn = (entry: string): boolean => [CODE_FOLDER, PAGES_FOLDER].includes(entry) || isOwnFile(entry);

/** @throws UserError for a folder with other files in it that was not SmallCart's before */
function requireOwn(folder: string): void {
  const entries = readdirSync(folder);
  if (entries.includes(MARKER) || entries.every(isOwnFile)) return;
  throw new UserError(`The folder ${folder} holds other files. Choose an empty or a new one with --data.`);
}

/** Makes a folder and its parents one by one: Node's own recursive way never ends where the system refuses, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Makes the folder of all state ready: a new one, an empty one, or one that SmallCart used before.
 * @returns its absolute path
 * @throws UserError when it cannot be read or written, or is somebody else's
 */
export function prepareDataFolder(path: string): string {
  const folder = resolve(path);
  attempt('create', folder, () => makeFolder(folder));
  attempt('use', folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK));
  attempt('read', folder, () => readdirSync(folder));
  requireOwn(folder);
  const marker = join(folder, MARKER);
  const text = 'SmallCart keeps its local state here. `npm start -- --reset` deletes it.\n';
  if (!existsSync(marker)) attempt('write to', folder, () => writeFileSync(marker, text));
  return folder;
}

/** The folders that are yet to be made for a data folder, itself first; none when it is there. */
export function missingFolders(path: string): readonly string[] {
  const folder = resolve(path);
  return existsSync(folder) ? [] : [folder, ...missingFolders(dirname(folder))];
}

/** Undoes the making of a data folder and of those made for it; what is not SmallCart's stays, and what it is in. */
export function unmakeDataFolder(made: readonly string[]): void {
  const [folder] = made;
  if (folder === undefined) return;
  for (const entry of readdirSync(folder).filter(isOwn)) rmSync(join(folder, entry), { recursive: true, force: true });
  const kept = made.findIndex((each, n) => readdirSync(each).some((entry) => join(each, entry) !== made[n - 1]));
  for (const each of made.slice(0, kept < 0 ? made.length : kept)) rmdirSync(each);
}

/** Deletes all state in a prepared folder that this process has locked, and nothing that is not SmallCart's. */
export function emptyDataFolder(folder: string): void {
  const state = readdirSync(folder).filter((entry) => isOwn(entry) && entry !== MARKER && !entry.startsWith(LOCK_FILE));
  for (const entry of state) rmSync(join(folder, entry), { recursive: true, force: true });
}
