import { BUDGET_PERIOD, type BurnWindows } from './burn-rate.ts';

/** A failure in steady traffic: the share of events that fail, from 0 to 1, and for how many minutes. */
export type Failure = { readonly ratio: number; readonly minutes: number };

/** Share of events, from 0 to 1, above which a window is in ALARM. */
function threshold({ burnRate }: BurnWindows, budget: number): number {
  return burnRate * budget;
}

/** Failed minutes that a window of so many seconds may hold without being above its threshold; rounded, as quotients are not exact. */
function tolerated(windows: BurnWindows, seconds: number, budget: number, ratio: number): number {
  return Math.floor(Number(((threshold(windows, budget) * (seconds / 60)) / ratio).toFixed(9)));
}

/**
 * Minutes from the beginning of a failure, on a full minute after a steady month, to the evaluation that finds both windows
 * above their threshold; undefined when none does.
 */
export function detectionMinutes(windows: BurnWindows, budget: number, failure: Failure): number | undefined {
  if (failure.ratio <= threshold(windows, budget)) return undefined;
  const needed = tolerated(windows, windows.long, budget, failure.ratio) + 1;
  return needed <= failure.minutes ? needed : undefined;
}

/** Minutes from the end of a failure until a window holds so few failed ones that it is not above its threshold. */
function windowReset(windows: BurnWindows, seconds: number, budget: number, { ratio, minutes }: Failure): number {
  const few = tolerated(windows, seconds, budget, ratio);
  return minutes <= few ? 0 : seconds / 60 - few;
}

/** Minutes from the end of a detected failure to the evaluation that finds one of the windows below its threshold again. */
export function resetMinutes(windows: BurnWindows, budget: number, failure: Failure): number {
  return Math.min(
    windowReset(windows, windows.long, budget, failure),
    windowReset(windows, windows.short, budget, failure),
  );
}

/** Share of the budget that a failure of so many minutes uses up. */
export function budgetSpent(budget: number, { ratio, minutes }: Failure): number {
  return (ratio * minutes * 60) / (budget * BUDGET_PERIOD);
}
