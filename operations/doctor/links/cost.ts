import { total } from '../../../monitoring/cost.ts';
import type { StageSettings } from '../../../settings/stage-settings.ts';
import { monthlyBill } from '../../bill/monthly-bill.ts';
import { type Finding, notHere, ok, warning } from '../finding.ts';
import type { Link } from '../link.ts';

/** What is wrong with what the stage is expected to cost. */
export function costFinding(settings: StageSettings): Finding {
  const { monthlyBudget: budget, monthlyRequests, production } = settings;
  const expected = total(monthlyBill(settings));
  const seen = `About $${expected.toFixed(2)} a month at list prices for ${monthlyRequests.toLocaleString('en-US')} requests`;
  const remedy = 'Set monthlyBudget in settings/stages.ts, and deploy.';
  if (budget === 0 && production) return warning(`${seen}, and no budget that would tell of more.`, remedy);
  if (budget === 0) return ok(`${seen}; no budget.`);
  if (expected > budget) return warning(`${seen}, more than the budget of $${budget}.`, remedy);
  return ok(`${seen}, within the budget of $${budget}.`);
}

/** Whether what the stage costs is known, and somebody is told of more. */
export const cost: Link = {
  name: 'cost',
  examine: async ({ place, settings }) =>
    place.kind === 'local' ? [notHere('The system on this machine costs nothing.')] : [costFinding(settings)],
};
