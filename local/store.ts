import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The data folder cannot be used; the message says why and what to do. */
export class DataFolderError extends Error {}

const lockWaitMs = 500;
const OUTERMOST = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'] as const;
const NESTED = ['SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part'] as const;

/**
 * Opens `<dataDir>/telemetry.sqlite`, making both when missing. The open database is locked for others until the
 * process ends, however that happens. Throws DataFolderError.
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

/**
 * Runs synchronous work in one transaction: all of it is stored or none; nothing may be awaited inside. Within another
 * transaction it is a part of that one, which goes on when the part fails and the error is caught.
 */
export function inTransaction<T>(store: DatabaseSync, work: () => T): T {
  const [begin, commit, rollback] = store.isTransaction ? NESTED : OUTERMOST;
  store.exec(begin);
  try {
    const result = work();
    store.exec(commit);
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (store.isTransaction) store.exec(rollback);
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

/** The error of a data folder that another process has. */
export function inUse(dataDir: string, cause: unknown): DataFolderError {
  return new DataFolderError(
    `The data folder ${dataDir} is in use by another SmallCart. Stop that one, or choose another folder with --data.`,
    { cause },
  );
}

/** SQLite's primary result code, such as 5 for SQLITE_BUSY. */
export function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** An error in words. */
export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function openError(dataDir: string, path: string, error: unknown): DataFolderError {
  const say = (text: string): DataFolderError => new DataFolderError(text, { cause: error });
  switch (resultCode(error)) {
    case 5:
    case 6:
      return inUse(dataDir, error);
    case 11:
    case 26:
      return say(
        `The telemetry database ${path} is damaged (${reason(error)}). Move it away to start without metrics, logs, traces, states of alarms, queued messages and pending notifications; products, customers and orders are kept, in shop.sqlite.`,
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
