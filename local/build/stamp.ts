import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a build product was made from: files, as paths relative to the project's root, and a hash of their contents. */
export type Stamp = { files: readonly string[]; hash: string };

export type Stamps = Readonly<Record<string, Stamp>>;

/** Hashes the contents of files, and `salt` for what else the product depends on. A missing file counts as changed. */
export function hashFiles(root: string, files: readonly string[], salt: string): string {
  const hash = createHash('sha256').update(salt);
  for (const file of files) {
    const path = join(root, file);
    hash.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : 'missing');
  }
  return hash.digest('hex');
}

/** Reads the stamps of earlier builds; none when there are none or they cannot be read. */
export function readStamps(path: string): Stamps {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/** Writes a file so that a reader sees the old text or the new, never a part. */
export function writeWhole(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}
