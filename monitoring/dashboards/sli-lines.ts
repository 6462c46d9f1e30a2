import { errorBudget, sliExpressions, sliQueries } from '../burn-rate.ts';
import type { MetricQuery } from '../metric-query.ts';
import type { Slo } from '../slos.ts';
import { math } from './lines.ts';

/** The ids of `sliQueries`, told from those of another objective in the same panel. */
const own = ({ id }: Slo, text: string): string => text.replace(/\b(failed|succeeded|total|within)\b/g, `${id}_$1`);

/** An objective's line, by metric math over how many of its events failed and how many there were; and what that is made of. */
function sliLine(slo: Slo, expression: (failed: string, total: string) => string): readonly MetricQuery[] {
  const { failed, total } = sliExpressions(slo);
  return [
    math(slo.id, slo.title, own(slo, expression(`(${failed})`, total))),
    ...sliQueries(slo).map((query) => ({ ...query, id: own(slo, query.id) })),
  ];
}

/** Per cent of an objective's events that were good, from the beginning of the time shown. */
export function complianceLine(slo: Slo): readonly MetricQuery[] {
  return sliLine(slo, (failed, total) => `100 - 100 * RUNNING_SUM(${failed}) / RUNNING_SUM(${total})`);
}

/** Per cent that is left of an objective's error budget, of the events from the beginning of the time shown. */
export function budgetLine(slo: Slo): readonly MetricQuery[] {
  const budget = errorBudget(slo);
  return sliLine(slo, (failed, total) => `100 - 100 * RUNNING_SUM(${failed}) / RUNNING_SUM(${total}) / ${budget}`);
}

/** How fast an objective's error budget burns in each period. */
export function burnRateLine(slo: Slo): readonly MetricQuery[] {
  return sliLine(slo, (failed, total) => `${failed} / ${total} / ${errorBudget(slo)}`);
}
