/** A terminal's Ctrl-C reaches this process and also npm and the bootstrap, which pass it on: the same signal once more. */
const ECHO_MS = 1_000;
/** After a bug the stop itself may hang. */
const PATIENCE_MS = 10_000;

type Stoppable = { stop(): Promise<void> };

/**
 * Ends this process when it is told to: at the first signal in order (exit code 0), at a later one at once (130); at
 * once (130) also while it is still starting, when there is nothing to bring in order. An error that nobody caught ends
 * it in order as well, with exit code 1: no half of it stays alive.
 * @param running gives what to stop, undefined while it starts
 * @returns what to call for a signal that does not come as one
 */
export function endInOrder(
  running: () => Stoppable | undefined,
  print: (text: string) => void,
  report: (error: unknown) => void,
): () => void {
  let stoppingSince: number | undefined;
  let exitCode = 0;

  const fail = (error: unknown): void => {
    exitCode = 1;
    report(error);
  };
  const stop = (system: Stoppable): void => {
    stoppingSince = performance.now();
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    const stopped = system.stop().then(() => print('Stopped.'), fail);
    void stopped.then(() => process.exit(exitCode));
  };
  const onSignal = (): void => {
    const system = running();
    if (!system) process.exit(130);
    if (stoppingSince === undefined) stop(system);
    else if (performance.now() - stoppingSince >= ECHO_MS) process.exit(130);
  };
  const onBug = (error: unknown): void => {
    fail(error);
    const system = running();
    if (!system) process.exit(1);
    if (stoppingSince === undefined) stop(system);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, onBug);
  return onSignal;
}
