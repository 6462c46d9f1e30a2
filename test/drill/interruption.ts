/** Exit code of what was ended before it was over, as a shell has it for Ctrl-C. */
export const INTERRUPTED = 130;

/** A terminal's Ctrl-C reaches npm too, which passes it on: the same signal once more. */
const ECHO_MS = 1_000;

/** Aborted at the first signal to end; a later one ends this process at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  let since: number | undefined;
  const interrupt = (): void => {
    if (since !== undefined && performance.now() - since >= ECHO_MS) process.exit(INTERRUPTED);
    since ??= performance.now();
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return controller.signal;
}
