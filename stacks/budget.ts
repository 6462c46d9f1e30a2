import { physicalName } from '../monitoring/physical-name.ts';
import type { Settings } from './settings.ts';

/** When the operator is mailed: once most of the month's money is spent, and once all of it is likely to be. */
const NOTIFICATIONS = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/** The tag by which costs belong to the stage, as a budget filters by it; sst.config.ts gives it to every resource. */
function coveredBy({ budgetCovers }: Settings): aws.budgets.BudgetArgs['costFilters'] {
  return budgetCovers === 'stage' ? [{ name: 'TagKeyValue', values: [`user:stage$${$app.stage}`] }] : [];
}

/** A monthly budget that mails the operator, unless the stage has none. */
export function createBudget(settings: Settings): void {
  const { monthlyBudget, alarmEmail } = settings;
  if (monthlyBudget === 0 || !alarmEmail) return;
  new aws.budgets.Budget('Budget', {
    name: physicalName($app.stage, 'budget'),
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: String(monthlyBudget),
    limitUnit: 'USD',
    costFilters: coveredBy(settings),
    notifications: NOTIFICATIONS.map((notification) => ({
      ...notification,
      thresholdType: 'PERCENTAGE',
      comparisonOperator: 'GREATER_THAN',
      subscriberEmailAddresses: [alarmEmail],
    })),
  });
}
