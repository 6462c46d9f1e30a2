import type { Target } from './target.ts';

/**
 * The stage's clock, epoch milliseconds, for what must be stamped also while the stage does not answer: then the time
 * that has passed here since it last did is added, at the clock's pace; to one that only moves when it is told to, none is.
 */
export function stageClock(target: Pick<Target, 'now'>, pace = 0): () => Promise<number> {
  let last: { readonly told: number; readonly at: number } | undefined;
  return async () => {
    try {
      last = { told: await target.now(), at: performance.now() };
      return last.told;
    } catch (error) {
      if (last === undefined) throw error;
      return last.told + Math.round((performance.now() - last.at) * pace);
    }
  };
}

/** What an operator is told of a stage's clock that is not this machine's, before times of both are shown. */
export function otherClock(pace: number | undefined): string | undefined {
  if (pace === 1) return undefined;
  const is = pace === undefined ? 'moves only when it is told to' : `runs at ${pace} times the speed`;
  return `The stage’s clock ${is}: the console tells times by it, the steps here are timed by this machine’s.`;
}
