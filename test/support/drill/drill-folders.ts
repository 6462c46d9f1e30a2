import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
const systems = new Set<ChildProcess>();
let ending = false;

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
  if (ending) throw new Error('The drills are ended: no shop is opened any more.');
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-drill-'));
  folders.add(folder);
  return folder;
}

/** Takes note of a system that writes to one of the folders. */
export function noteSystem(system: ChildProcess): void {
  systems.add(system);
  system.once('exit', () => systems.delete(system));
}

/** Ends all systems as Ctrl-C does; resolves when none writes to its folder any more, and lets no other be started. */
export async function endSystems(): Promise<void> {
  ending = true;
  await Promise.all(
    [...systems].map((system) => {
      const ended = once(system, 'exit');
      system.kill('SIGINT');
      return ended;
    }),
  );
}
