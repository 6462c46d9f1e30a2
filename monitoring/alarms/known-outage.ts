import type { CompositeDefinition } from './composite-definition.ts';
import { tableFailing } from './service-composites.ts';

const RULE = ['table-failing', 'shop-unavailable', 'checkout-failing', 'unhealthy-after-deployment'] as const;

/**
 * People are told of an outage already, whichever. An alarm has one suppressor, and what follows from an outage (budgets that
 * burn, pages that are slow before they fail) follows from each of them.
 */
export const knownOutage: CompositeDefinition = {
  id: 'known-outage',
  title: 'Outage known',
  severity: 'critical',
  category: 'service',
  group: 'causes',
  notices: 'Shoppers cannot use the shop, or cannot buy; another alarm says which.',
  promiseMinutes: 10,
  runbook: 'known-outage.md',
  provenBy: [
    ...tableFailing.provenBy,
    'api-gateway-down',
    'function-crash',
    'function-out-of-memory',
    'function-timeout',
    'concurrency-exhausted',
    'emf-lost',
    'payment-declines',
    'payment-outage',
    'payment-slow',
  ],
  tells: false,
  rule: { any: RULE },
};
