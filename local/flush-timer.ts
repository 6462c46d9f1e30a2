export type FlushTimerOptions = {
  /** Real milliseconds that what is new may wait to be written together. */
  readonly delayMs: number;
  /** Writes everything new; when it throws, what it did not write stays new. */
  readonly write: () => void;
  /** Told of the first failure of a write that nobody waits for, and again once writes have worked in between. */
  readonly onError: (error: unknown) => void;
};

/** So many times as long as a write took the next one waits, that writing takes a fiftieth of the time at most … */
const restFactor = 50;
/** … but no longer than this, in real milliseconds. */
const longestRestMs = 5_000;

/** Writes a little after something new came, so that much is written together; a failed write is tried again. */
export interface FlushTimer {
  /** Something is new; `much` of it is written at once. */
  changed(much?: boolean): void;
  /** Writes now; throws as `write` does. */
  flush(): void;
  /** Writes now and never again by itself; throws as `write` does. */
  close(): void;
}

/** Makes the timer, which never keeps the process alive. */
export function createFlushTimer({ delayMs, write, onError }: FlushTimerOptions): FlushTimer {
  let timer: NodeJS.Timeout | undefined;
  let failing = false;
  let closed = false;
  let restMs = 0;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const start = performance.now();
    write();
    restMs = Math.min(restFactor * (performance.now() - start), longestRestMs);
    failing = false;
  };

  const attempt = (): void => {
    try {
      flush();
    } catch (error) {
      if (!failing) onError(error);
      failing = true;
      arm();
    }
  };

  const arm = (): void => {
    if (!closed) timer ??= setTimeout(attempt, Math.max(delayMs, restMs)).unref();
  };

  return {
    changed: (much = false) => {
      if (much && !failing) attempt();
      else arm();
    },
    flush,
    close: () => {
      closed = true;
      flush();
    },
  };
}
