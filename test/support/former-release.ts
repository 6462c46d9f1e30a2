import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Schema } from 'electrodb';
import { backupItems, checkBackup, createBackupWriter } from '../../operations/backup/backup-file.ts';
import type { Item } from '../../operations/backup/item-json.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const BACKUP = join(FIXTURES, 'former-release.backup');

/** Who asked: the shopper whose data are asked for, an admin, or somebody who is not signed in. */
export type Asker = 'shopper' | 'keeper' | 'nobody';

/** What the release before deployments could be made was, beside its data. */
export type FormerRelease = {
  /** Addresses of its shopper and its admin, who have the same password. */
  readonly people: Readonly<Record<Exclude<Asker, 'nobody'>, string>>;
  readonly password: string;
  /** What its API answered; of what is no JSON, the SHA-256. */
  readonly answers: readonly { readonly who: Asker; readonly path: string; readonly body: string | object }[];
  /** Its models of what is in the table. */
  readonly models: readonly Schema<string, string, string>[];
};

export const FORMER: FormerRelease = JSON.parse(
  gunzipSync(readFileSync(join(FIXTURES, 'former-release.json.gz'))).toString(),
);

/** When its backup was made, epoch milliseconds. */
export async function formerTime(): Promise<number> {
  return Date.parse((await checkBackup(BACKUP)).time);
}

/** An item as it would be so many seconds later: what expires has as much time left, and jobs have come as far as then. */
function moved(item: Item, seconds: number): Item {
  const { expiresAt, progress } = item;
  const later = (hour: string) => new Date(Date.parse(`${hour}:00Z`) + seconds * 1000).toISOString().slice(0, 13);
  return {
    ...item,
    ...(expiresAt?.N !== undefined && { expiresAt: { N: String(Number(expiresAt.N) + seconds) } }),
    ...(progress?.S !== undefined && { progress: { S: progress.S.replace(/\d{4}-\d\d-\d\dT\d\d/g, later) } }),
  };
}

/** Writes its backup as if it had been made just now. */
export async function writeFormerBackup(path: string, now: number): Promise<void> {
  const summary = await checkBackup(BACKUP);
  const seconds = Math.floor((now - Date.parse(summary.time)) / 1000);
  const writer = await createBackupWriter(path, summary);
  for await (const item of backupItems(BACKUP)) await writer.add(moved(item, seconds));
  await writer.end();
}

/** The items of its backup. */
export async function formerItems(): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of backupItems(BACKUP)) items.push(item);
  return items;
}
