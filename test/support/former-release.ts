import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Schema } from 'electrodb';
import { backupItems, checkBackup, createBackupWriter } from '../../operations/backup/backup-file.ts';

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

/** Writes its backup as if it had been made just now: what was to expire has as much time left as it had. */
export async function writeFormerBackup(path: string, now: number): Promise<void> {
  const summary = await checkBackup(BACKUP);
  const later = Math.floor((now - Date.parse(summary.time)) / 1000);
  const writer = await createBackupWriter(path, summary);
  for await (const item of backupItems(BACKUP)) {
    const expiresAt = item.expiresAt?.N;
    await writer.add(expiresAt === undefined ? item : { ...item, expiresAt: { N: String(Number(expiresAt) + later) } });
  }
  await writer.end();
}
