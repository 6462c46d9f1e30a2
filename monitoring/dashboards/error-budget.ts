import { errorBudget, sliExpressions, sliQueries } from '../burn-rate.ts';
import type { MetricQuery } from '../metric-query.ts';
import { SLOS, type Slo } from '../slos.ts';
import type { Panel } from './dashboard-definition.ts';

/** The ids of `sliQueries`, told from those of another objective in the same panel. */
const own = ({ id }: Slo, text: string): string => text.replace(/\b(failed|succeeded|total)\b/g, `${id}_$1`);

function budgetLeft(slo: Slo): readonly MetricQuery[] {
  const { failed, total } = sliExpressions(slo);
  const used = `100 * RUNNING_SUM(${failed}) / RUNNING_SUM(${total}) / ${errorBudget(slo)}`;
  return [
    { id: slo.id, expression: own(slo, `100 - ${used}`), label: slo.title },
    ...sliQueries(slo).map((query) => ({ ...query, id: own(slo, query.id) })),
  ];
}

/** What is left of the error budgets, of the time shown; the objectives of a limit are in the console's own view. */
export const errorBudgetPanel: Panel = {
  title: 'Error budget left',
  description:
    'Of what may fail in the time shown; a line that falls below 0 means that the objective is not kept there. The console’s Objectives show the last thirty days.',
  view: 'timeSeries',
  unit: '%',
  period: 300,
  queries: SLOS.filter(({ sli }) => sli.kind !== 'limit').flatMap(budgetLeft),
};
