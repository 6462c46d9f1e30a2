import { MathError } from '../math/math-error.ts';

/**
 * What the expressions of one request may do, in steps of about a datapoint. AWS bounds the datapoints that requests may
 * ask for by the second (quota page, GetMetricData: 396,000); ours is ten times as wide and counts what is really
 * computed, so that no request takes long from others, or much memory.
 */
const MAX_STEPS = 4_000_000;
/** How many series an array holds, and how many all searches of a request find: as many as a graph can display. */
const MAX_SERIES = 500;

export type WorkBudget = {
  /** MathError when more than the budget is spent. */
  spend(steps: number): void;
  /** The first of an array's members, as many as it may have. */
  limit<T>(members: readonly T[]): readonly T[];
  /** The first of what a search found, as many as the request's searches may still find. */
  admit<T>(found: readonly T[]): readonly T[];
  /** Whether series were left out. */
  limited(): boolean;
};

/** A budget for one request. */
export function createWorkBudget(): WorkBudget {
  let left = MAX_STEPS;
  let searched = MAX_SERIES;
  let limited = false;
  return {
    spend(steps) {
      left -= steps;
      if (left >= 0) return;
      throw new MathError(`the expressions of the request compute more than ${MAX_STEPS} datapoints`, 0);
    },
    limit: (members) => first(members, MAX_SERIES),
    admit(found) {
      const admitted = first(found, searched);
      searched -= admitted.length;
      return admitted;
    },
    limited: () => limited,
  };

  function first<T>(members: readonly T[], count: number): readonly T[] {
    if (members.length <= count) return members;
    limited = true;
    return members.slice(0, count);
  }
}
