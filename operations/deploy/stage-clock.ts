import type { Target } from './target.ts';

/**
 * The stage's clock, epoch milliseconds, for what must be stamped also while the stage does not answer: then the time
 * that has passed here since it last did is added.
 */
export function stageClock(target: Pick<Target, 'now'>): () => Promise<number> {
  let last: { readonly told: number; readonly at: number } | undefined;
  return async () => {
    try {
      last = { told: await target.now(), at: performance.now() };
      return last.told;
    } catch (error) {
      if (last === undefined) throw error;
      return last.told + Math.round(performance.now() - last.at);
    }
  };
}
