import { spawn } from 'node:child_process';

/** Kills a child process when this process is gone, even by kill -9. */
export interface Watchdog {
  /** From now on this is the process to kill. */
  guard(pid: number): void;
  /** Ends the watch; nothing is killed. */
  stop(): void;
}

const script = 'while read -r line; do pid=$line; done; [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null';

/**
 * Starts a shell that reads process ids from a pipe; the operating system closes the pipe with this process, and the
 * last id read is killed. Where there is no /bin/sh (Windows) children are killed on an orderly exit only; ended by
 * force, this process leaves its children, which then have to be ended by hand.
 */
export function startWatchdog(platform: NodeJS.Platform): Watchdog {
  if (platform === 'win32') return { guard: () => {}, stop: () => {} };
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without the shell the watch is lost, not the service: an orderly exit still stops the child.
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  return {
    guard: (pid) => shell.stdin.write(`${pid}\n`),
    stop: () => shell.stdin.end('\n'),
  };
}
