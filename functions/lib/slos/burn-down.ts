import { errorBudget } from '../../../monitoring/burn-rate.ts';
import type { Slo } from '../../../monitoring/slos.ts';
import type { SliEvents } from './sli-events.ts';

/** What was left of an error budget at a time (epoch milliseconds): 1 is all of it, below 0 it is overdrawn. */
export type BudgetLeft = { readonly at: number; readonly left: number };

/**
 * How the budget of the whole time was used up: what was left of it at its start, and before and after each step of so many
 * milliseconds in which there were events, oldest first; nothing without events.
 */
export function burnDown(
  slo: Pick<Slo, 'objective'>,
  events: readonly SliEvents[],
  { start, end, step }: { readonly start: number; readonly end: number; readonly step: number },
): readonly BudgetLeft[] {
  const allowed = errorBudget(slo) * events.reduce((sum, { total }) => sum + total, 0);
  if (allowed === 0) return [];
  const steps = Map.groupBy(events, ({ at }) => Math.floor((at - start) / step));
  let failed = 0;
  const points: BudgetLeft[] = [{ at: start, left: 1 }];
  for (const [index, own] of steps) {
    const [begun, last] = [start + index * step, points.at(-1)];
    // Nothing was used up while there was nothing.
    if (last !== undefined && last.at < begun) points.push({ at: begun, left: last.left });
    failed += own.reduce((sum, each) => sum + each.failed, 0);
    points.push({ at: Math.min(end, begun + step), left: 1 - failed / allowed });
  }
  return points;
}
