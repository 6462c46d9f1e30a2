import { readdirSync, readFileSync } from 'node:fs';

/** How often it is seen whether a group is gone: nothing tells of that. */
const LOOK_EVERY_MS = 50;

/** Sends a signal to a process group; false when none of it is left. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

/** Whether a process, by its line in Linux's /proc, is of the group and has not ended. */
function isLiving(pid: string, leader: number): boolean {
  try {
    const [state, , group] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(group) === leader && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

/** Whether any process of the group runs; one that has ended may stay listed, where nobody asks how an orphan ended. */
function isRunning(leader: number): boolean {
  if (!signalGroup(leader, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && isLiving(name, leader));
}

/** Resolves when no process of the group runs any more. */
export async function groupGone(leader: number): Promise<void> {
  while (isRunning(leader)) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
