import { execFileSync } from 'node:child_process';

export type ProcessFigures = { readonly pid: number; readonly rssBytes: number; readonly command: string };

function allProcesses() {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, kilobytes, ...command] = line.trim().split(/\s+/);
    return {
      pid: Number(pid),
      parent: Number(parent),
      rssBytes: Number(kilobytes) * 1024,
      command: command.join(' '),
    };
  });
}

/** A process and all its descendants, as `ps` sees them now; empty when it is gone. */
export function processTree(root: number): readonly ProcessFigures[] {
  const all = allProcesses();
  const found = all.filter((process) => process.pid === root);
  for (const parent of found) found.push(...all.filter((process) => process.parent === parent.pid));
  return found;
}

/** Resolves when none of the processes is left; the test's own time limit ends the wait. */
export async function allGone(pids: readonly number[]): Promise<void> {
  while (pids.some((pid) => processTree(pid).length > 0)) await new Promise((resolve) => setImmediate(resolve));
}
