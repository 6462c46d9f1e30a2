import { MONTHLY_BUDGET } from '../budget.ts';
import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * At this pace the month will cost more than its budget: what was charged so far, by the days that are over, for 30.4 days. The
 * first day counts as a whole one, since a few hours say little. AWS adds charges up about every six hours, in us-east-1 alone;
 * in other regions the stage's budget (stacks/budget.ts) mails instead.
 */
export const costForecast: AlarmDefinition = {
  id: 'cost-forecast',
  title: 'Cost forecast above budget',
  severity: 'warning',
  category: 'cost',
  group: 'cost',
  notices: 'Nothing; the shop costs more than was planned.',
  promiseMinutes: 1_560,
  runbook: 'cost-forecast.md',
  provenBy: ['cost-surge'],
  missingDataReason: 'Charges are reported four times a day; in between, what is known still holds.',
  lowTraffic: {
    none: 'Alarms, metrics and schedules cost the same with nobody there: within the budget by a wide margin.',
    one: 'So few requests cost next to nothing.',
    ten: 'So few requests cost next to nothing.',
  },
  metrics: [
    {
      id: 'forecast',
      expression:
        '30.4 * charges / IF(DATE(charges) - 1 + HOUR(charges) / 24 < 1, 1, DATE(charges) - 1 + HOUR(charges) / 24)',
      label: 'Bill of the month (US dollars)',
    },
    { id: 'charges', metric: metric('estimatedCharges', { Currency: 'USD' }), stat: 'Maximum', returnData: false },
  ],
  period: 21_600,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  threshold: MONTHLY_BUDGET,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'ignore',
};
