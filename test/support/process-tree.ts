import { execFileSync } from 'node:child_process';

export type ProcessFigures = { readonly pid: number; readonly rssBytes: number; readonly command: string };

/** A process that has ended stays in the list as a zombie for as long as its parent does not ask how; some containers’ first process never does. */
function hasEnded(state: string | undefined): boolean {
  return state?.startsWith('Z') ?? true;
}

function allProcesses() {
  const columns = ['-A', '-o', 'pid=,ppid=,stat=,rss=,args='];
  const lines = execFileSync('ps', columns, { encoding: 'utf8' }).trim().split('\n');
  return lines.flatMap((line) => {
    const [pid, parent, state, kilobytes, ...command] = line.trim().split(/\s+/);
    if (hasEnded(state)) return [];
    const rssBytes = Number(kilobytes) * 1024;
    return [{ pid: Number(pid), parent: Number(parent), rssBytes, command: command.join(' ') }];
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
