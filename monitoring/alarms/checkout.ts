import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * Shoppers who want to pay cannot, for reasons of ours: three of them or more within five minutes, and more than one in
 * twenty. Both metrics are written only when there is something to count, so what is missing is 0; without that the
 * failures of the last fifteen minutes would decide when nobody failed, or bought, since.
 */
export const checkoutFailures: AlarmDefinition = {
  id: 'checkout-failures',
  title: 'Checkout failures',
  severity: 'warning',
  category: 'business',
  group: 'checkout',
  notices: 'Some shoppers cannot complete their order although their card is good.',
  promiseMinutes: 7,
  runbook: 'checkout-failures.md',
  provenBy: ['dynamodb-errors', 'dynamodb-operation-errors', 'payment-outage', 'payment-slow'],
  missingDataReason: 'The metrics are only written when somebody checks out; no checkout is no failure.',
  lowTraffic: {
    none: 'Three failures within five minutes raise it if nobody else bought; one or two never do, so that a single shopper who tries twice wakes nobody.',
    one: 'Three failures within five minutes raise it if nobody else bought; one or two never do, so that a single shopper who tries twice wakes nobody.',
    ten: 'Three failures within five minutes raise it if nobody else bought; one or two never do, so that a single shopper who tries twice wakes nobody.',
  },
  metrics: [
    {
      id: 'rate',
      expression: 'IF(FILL(failures, 0) >= 3, 100 * failures / (failures + FILL(placed, 0)), 0)',
      label: 'Failed checkouts (%)',
    },
    { id: 'failures', metric: metric('checkoutFailures', {}), stat: 'Sum', returnData: false },
    { id: 'placed', metric: metric('orders', { Status: 'created' }), stat: 'Sum', returnData: false },
  ],
  period: 300,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
