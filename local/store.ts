import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The data folder cannot be used; the message says why and what to do. */
export class DataFolderError extends Error {}

const lockWaitMs = 500;

/**
 * Opens `<dataDir>/telemetry.sqlite`, making both when missing. The open database is also the lock on the data folder:
 * the operating system gives it up with the process, however that ends. Throws DataFolderError.
 */
export function openStore(dataDir: string): DatabaseSync {
  makeFolder(dataDir);
  const path = join(dataDir, 'telemetry.sqlite');
  let store: DatabaseSync | undefined;
  try {
    store = new DatabaseSync(path, { timeout: lockWaitMs });
    // EXCLUSIVE before the first access in WAL mode: the lock is taken at once and held until the process ends.
    store.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    store.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS data_folder (format INTEGER NOT NULL); COMMIT');
    return store;
  } catch (error) {
    store?.close();
    throw openError(dataDir, path, error);
  }
}

/** Runs synchronous work in one transaction: all of it is stored or none; nothing may be awaited inside. */
export function inTransaction<T>(store: DatabaseSync, work: () => T): T {
  store.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    store.exec('COMMIT');
    return result;
  } catch (error) {
    store.exec('ROLLBACK');
    throw error;
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new DataFolderError(
      `The data folder ${dataDir} cannot be made (${reason(error)}). Choose another with --data.`,
      { cause: error },
    );
  }
}

/** SQLite's primary result code, such as 5 for SQLITE_BUSY. */
function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function openError(dataDir: string, path: string, error: unknown): DataFolderError {
  const say = (text: string): DataFolderError => new DataFolderError(text, { cause: error });
  switch (resultCode(error)) {
    case 5:
    case 6:
      return say(
        `The data folder ${dataDir} is in use by another SmallCart. Stop that one, or choose another folder with --data.`,
      );
    case 11:
    case 26:
      return say(
        `The telemetry database ${path} is damaged (${reason(error)}). Move it away to start with empty telemetry; the shop's data is kept.`,
      );
    case 3:
    case 8:
    case 10:
    case 14:
      return say(
        `The data folder ${dataDir} cannot be read and written (${reason(error)}). Give yourself access to it, or choose another with --data.`,
      );
    default:
      return say(
        `The telemetry database ${path} cannot be opened (${reason(error)}). Choose another folder with --data.`,
      );
  }
}
