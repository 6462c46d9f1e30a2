import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** Removes the folder of a shop that has been closed. */
export function dropFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

process.once('exit', () => {
  for (const folder of folders) dropFolder(folder);
});

/** Makes an empty folder for the state of a shop; it goes with this process at the latest, unless that is killed. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-drill-'));
  folders.add(folder);
  return folder;
}
