import { MathError } from '../math/math-error.ts';

/**
 * What the expressions of one request may do, in steps of about a datapoint. AWS bounds the datapoints that requests may
 * ask for by the second (quota page, GetMetricData: 396,000); ours is wider and counts what is really computed.
 */
const MAX_STEPS = 10_000_000;
/** How many series an expression may look at: as many as a graph can display. */
const MAX_SERIES = 500;

export type WorkBudget = {
  /** MathError when more than the budget is spent. */
  spend(steps: number): void;
  limit<T>(members: readonly T[]): readonly T[];
  /** Whether series were left out. */
  limited(): boolean;
};

/** A budget for one request. */
export function createWorkBudget(): WorkBudget {
  let left = MAX_STEPS;
  let limited = false;
  return {
    spend(steps) {
      left -= steps;
      if (left >= 0) return;
      throw new MathError(`the expressions of the request compute more than ${MAX_STEPS} datapoints`, 0);
    },
    limit(members) {
      if (members.length <= MAX_SERIES) return members;
      limited = true;
      return members.slice(0, MAX_SERIES);
    },
    limited: () => limited,
  };
}
