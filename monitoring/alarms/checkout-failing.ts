import type { CompositeDefinition } from './composite-definition.ts';

/** Shoppers cannot pay or their orders fail: one incident, whether the provider, the shop or both are at fault. */
export const checkoutFailing: CompositeDefinition = {
  id: 'checkout-failing',
  title: 'Checkout failing',
  severity: 'critical',
  category: 'business',
  group: 'checkout',
  notices: 'Shoppers cannot complete their orders.',
  promiseMinutes: 10,
  runbook: 'checkout-failing.md',
  provenBy: ['dynamodb-errors', 'dynamodb-operation-errors', 'payment-declines', 'payment-outage', 'payment-slow'],
  rule: { any: ['payment-failures', 'checkout-failures'] },
  suppressor: {
    id: 'table-failing',
    // The shop’s own metrics are there at once, DynamoDB’s up to two minutes later.
    waitPeriod: 180,
    extensionPeriod: 300,
    reason:
      'Without the table no order can be placed; checkouts that failed meanwhile are still counted for five minutes after.',
  },
};
