import { readFileSync } from 'node:fs';

const CHECK_EVERY_MS = 500;

/** Name and parent of a process, from Linux's /proc; undefined elsewhere or when it is gone. */
function processFacts(pid: number): { readonly name: string; readonly parent: number } | undefined {
  try {
    const [, name = '', parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** npm runs a script through a shell; some shells (dash) stay between npm and the script, and outlive npm. */
function shellBetween(): number | undefined {
  const parent = processFacts(process.ppid);
  return parent !== undefined && /^(da|ba|z|a)?sh$/.test(parent.name) ? parent.parent : undefined;
}

/**
 * Calls back once when npm, which started this process, is gone: killed without a chance to pass a signal on, it leaves
 * this process (or the shell between them) to another parent. Real time, as it concerns the host. Windows gives an orphan
 * no other parent: there it goes unnoticed, and this process runs on until it is ended itself.
 */
export function watchParent(gone: () => void): void {
  const parent = process.ppid;
  const grandparent = shellBetween();
  const timer = setInterval(() => {
    if (process.ppid === parent && shellBetween() === grandparent) return;
    clearInterval(timer);
    gone();
  }, CHECK_EVERY_MS);
  timer.unref();
}
