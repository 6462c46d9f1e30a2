import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/** Shoppers who want to pay cannot, for reasons of ours. */
export const checkoutFailures: AlarmDefinition = {
  id: 'checkout-failures',
  title: 'Checkout failures',
  severity: 'warning',
  category: 'business',
  notices: 'Some shoppers cannot complete their order although their card is good.',
  promiseMinutes: 4,
  runbook: 'checkout-failures.md',
  provenBy: ['dynamodb-errors'],
  missingDataReason: 'The metric is only written when somebody checks out; no checkout is no failure.',
  metrics: [
    {
      id: 'failures',
      metric: metric('checkoutFailures', { Service: 'checkout' }),
      stat: 'Sum',
      label: 'Checkout failures',
    },
  ],
  period: 60,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  threshold: 3,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};
