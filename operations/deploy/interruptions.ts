/** A terminal's Ctrl-C reaches this process and also npm, which passes it on: the same signal once more. */
const ECHO_MS = 1_000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is done at the first signal to stop, and at each later one. */
export type Interruptions = {
  readonly first: () => void;
  readonly again: () => void;
  /** A clock of real milliseconds, from whatever start. */
  readonly clock: () => number;
};

/** Heeds the signals that tell a process to stop, none of which then ends it by itself; returns how to no longer do so. */
export function heedInterruptions({ first, again, clock }: Interruptions): () => void {
  let since: number | undefined;
  const heed = (): void => {
    if (since === undefined) {
      since = clock();
      first();
    } else if (clock() - since >= ECHO_MS) again();
  };
  for (const signal of SIGNALS) process.on(signal, heed);
  return () => {
    for (const signal of SIGNALS) process.off(signal, heed);
  };
}
