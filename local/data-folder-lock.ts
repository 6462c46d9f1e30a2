import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError, inUse, reason, resultCode } from './store.ts';

/** The file in the data folder that is locked, empty always, and kept by `--reset`: deleting it would undo the lock. */
export const LOCK_FILE = 'lock.sqlite';

/** The data folder is this process's alone until it is released. */
export type DataFolderLock = { release(): void };

/**
 * Takes the data folder for this process; the operating system gives it up with the process, however that ends.
 * @throws DataFolderError when another SmallCart has it
 */
export function lockDataFolder(folder: string): DataFolderLock {
  let file: DatabaseSync | undefined;
  try {
    const opened = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 500 });
    file = opened;
    opened.exec('BEGIN EXCLUSIVE');
    return { release: () => opened.close() };
  } catch (error) {
    file?.close();
    if (resultCode(error) === 5) throw inUse(folder, error);
    throw new DataFolderError(
      `The data folder ${folder} cannot be locked (${LOCK_FILE}: ${reason(error)}). Choose another with --data.`,
      { cause: error },
    );
  }
}
