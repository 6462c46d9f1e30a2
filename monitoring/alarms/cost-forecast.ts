import { MONTHLY_BUDGET } from '../budget.ts';
import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * At this pace the month will cost more than its budget: what was charged since it began, and for each day that is left of the
 * month as much as between the last two reports. AWS adds charges up about every six hours, in us-east-1 alone (in other
 * regions the stage's budget, stacks/budget.ts, mails instead); two such reports within a day must say so. The first of a month
 * is less than the last before it, and has no pace; neither has one that comes within four hours of another, as a busy hour is
 * no month.
 */
export const costForecast: AlarmDefinition = {
  id: 'cost-forecast',
  title: 'Cost forecast above budget',
  severity: 'warning',
  category: 'cost',
  group: 'cost',
  notices: 'Nothing; the shop costs more than was planned.',
  promiseMinutes: 1_200,
  runbook: 'cost-forecast.md',
  provenBy: [],
  undrilled: 'AWS adds charges up every six hours, and two reports must say so: longer than a drill.',
  missingDataReason: 'Charges are reported four times a day; in between, what is known still holds.',
  lowTraffic: {
    none: 'Alarms, metrics and schedules cost the same with nobody there: less than the budget.',
    one: 'So few requests cost next to nothing.',
    ten: 'So few requests cost next to nothing.',
  },
  metrics: [
    {
      id: 'forecast',
      expression:
        'IF(charges >= 0, charges + IF(RATE(charges) > 0 AND DIFF_TIME(charges) > 14400, RATE(charges), 0) * 86400 * (31.4 - DATE(charges) - HOUR(charges) / 24), 0)',
      label: 'Bill of the month (US dollars)',
    },
    { id: 'charges', metric: metric('estimatedCharges', { Currency: 'USD' }), stat: 'Maximum', returnData: false },
  ],
  period: 3_600,
  evaluationPeriods: 24,
  datapointsToAlarm: 2,
  threshold: MONTHLY_BUDGET,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'ignore',
};
