import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { type BackupHeader, type BackupSummary, backupItems, createBackupWriter } from './backup-file.ts';
import type { Changes, Follower } from './follow-changes.ts';
import type { Item } from './item-json.ts';
import { fileExists, type PartialFile, partialFile } from './partial-file.ts';
import { scanTable } from './scan-table.ts';
import { entityOf, keyText, type TableAccess } from './table-access.ts';

/** From where a backup is made. */
export type BackupSource = {
  readonly table: TableAccess;
  readonly header: BackupHeader;
  /** Begins to follow the table. */
  readonly follow: () => Promise<Follower>;
  /** Told how many items have been read. */
  readonly progress: (items: number) => void;
};

/** Who deploys, and who restores, is no data of the shop: it is about what runs, not about what is. */
const LEFT_OUT = ['deploymentLock'];

const isKept = (item: Item): boolean => !LEFT_OUT.includes(entityOf(item));

async function writeScan({ table, header, progress }: BackupSource, path: string): Promise<void> {
  const scan = await createBackupWriter(path, header);
  let read = 0;
  try {
    await scanTable(table, async (items) => {
      for (const item of items) await scan.add(item);
      read += items.length;
      progress(read);
    });
    await scan.end();
  } catch (error) {
    await scan.abandon();
    throw error;
  }
}

/** Writes what was scanned, but each item that changed meanwhile as it became. */
async function writeWhole(path: string, header: BackupHeader, scanned: string, changes: Changes) {
  const whole = await createBackupWriter(path, header);
  try {
    for await (const item of backupItems(scanned))
      if (!changes.has(keyText(item)) && isKept(item)) await whole.add(item);
    for (const item of changes.values()) if (item !== undefined && isKept(item)) await whole.add(item);
    return await whole.end();
  } catch (error) {
    await whole.abandon();
    throw error;
  }
}

async function write(source: BackupSource, parts: PartialFile): Promise<BackupSummary> {
  const follower = await source.follow();
  try {
    await writeScan(source, parts.path('scan'));
    return await writeWhole(parts.path('whole'), source.header, parts.path('scan'), await follower.caughtUp());
  } finally {
    follower.stop();
  }
}

function unwritable(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof OperatorError || !/^E[A-Z]+$/.test(code)) return error;
  return new OperatorError(`${path} cannot be written (${code}). Name another with --file.`, { cause: error });
}

/**
 * Writes a table to a file as it was at one moment: scanned in parts, and followed meanwhile, so that what changes while it is
 * scanned is there as it was when the scan had ended. The file has its name when it is whole and on the disk, not before.
 * @throws OperatorError when there is such a file and `replace` is not said, or it cannot be written
 */
export async function makeBackup(source: BackupSource, file: string, replace: boolean): Promise<BackupSummary> {
  const path = resolve(file);
  if (!replace && existsSync(path)) throw fileExists(file);
  let parts: PartialFile | undefined;
  try {
    parts = partialFile(path);
    process.once('exit', parts.remove);
    const summary = await write(source, parts);
    await parts.finish('whole', replace);
    return summary;
  } catch (error) {
    throw unwritable(file, error);
  } finally {
    parts?.remove();
    if (parts) process.off('exit', parts.remove);
  }
}
