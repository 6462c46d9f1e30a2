const CHECK_EVERY_MS = 500;

/**
 * Calls back once when the parent process is gone: killed without a chance to pass a signal on, it leaves this process
 * to another parent. Real time, as it concerns the host and not the embedded cloud.
 */
export function watchParent(gone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, CHECK_EVERY_MS);
  timer.unref();
}
