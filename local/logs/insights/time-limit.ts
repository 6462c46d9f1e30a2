import { createContext, Script } from 'node:vm';

const script = new Script('work()');

/**
 * What patterns may take, in real milliseconds, while nobody else has a turn: as much as is usual at every stretch, and
 * only so much more in all.
 */
export type TimeBudget = { readonly usual: number; readonly extra: number };

/** A thousand lines take ordinary patterns some milliseconds; a busy machine may need many times that. */
const PATTERN_BUDGET: TimeBudget = { usual: 100, extra: 300 };

/** Of the processor, in milliseconds: a machine that has no turn for this process uses nothing up. */
function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/**
 * Makes what runs synchronous work, stretch by stretch, and breaks it off with an error when the budget is used up: a
 * regular expression may take for ever, and nothing else can stop it.
 */
export function createTimeLimit({ usual, extra } = PATTERN_BUDGET): (work: () => void) => void {
  const globals: { work: () => void } = { work: () => {} };
  const context = createContext(globals);
  let left = extra;
  return (work) => {
    globals.work = work;
    const begun = spent();
    script.runInContext(context, { timeout: Math.ceil(usual + left) });
    left = Math.max(0, left - Math.max(0, spent() - begun - usual));
  };
}
