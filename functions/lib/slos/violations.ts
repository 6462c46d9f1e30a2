import { errorBudget } from '../../../monitoring/burn-rate.ts';
import type { Slo } from '../../../monitoring/slos.ts';
import { isKept, type Violation } from './sla-report.ts';
import type { SliEvents } from './sli-events.ts';
import { tally } from './tally.ts';

const MINUTE = 60_000;
/** Times that are no further apart are one. */
const GAP = 15 * MINUTE;
/** The least share of the whole time's budget that is worth a line. */
const LEAST_SHARE = 0.01;
/** The most of a report, the worst ones. */
const MOST = 20;

/** Periods above the budget that follow each other closely; what was good in between counts, too. */
function runs(events: readonly SliEvents[], budget: number, period: number): readonly (readonly SliEvents[])[] {
  const found: SliEvents[][] = [];
  let since: SliEvents[] = [];
  let end = -Infinity;
  for (const each of events) {
    since.push(each);
    if (each.failed <= each.total * budget) continue;
    if (each.at - end <= GAP) found.at(-1)?.push(...since);
    else found.push([each]);
    since = [];
    end = each.at + period;
  }
  return found;
}

/**
 * When an objective was violated, by periods of so many milliseconds: more failed than may, and at least a hundredth of what may
 * fail in all of the time; enough to be more than chance, too, unless the objective was not kept, of which each is a reason.
 * The worst of them, oldest first.
 */
export function violations(
  slo: Pick<Slo, 'objective' | 'floor'>,
  events: readonly SliEvents[],
  period: number,
): readonly Violation[] {
  const budget = errorBudget(slo);
  const whole = tally(slo, events);
  const least = Math.max(isKept(whole) ? slo.floor : 1, LEAST_SHARE * budget * whole.total);
  return runs(events, budget, period)
    .flatMap((run): Violation[] => {
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined) return [];
      const sum = tally(slo, run);
      return [{ from: first.at, to: last.at + period, failed: sum.failed, total: sum.total }];
    })
    .filter(({ failed }) => failed >= least)
    .sort((a, b) => b.failed - a.failed)
    .slice(0, MOST)
    .sort((a, b) => a.from - b.from);
}
