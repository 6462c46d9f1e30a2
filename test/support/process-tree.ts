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
