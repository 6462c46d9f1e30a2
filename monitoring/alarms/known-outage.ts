import { checkoutFailing } from './checkout-failing.ts';
import type { CompositeDefinition } from './composite-definition.ts';
import { shopUnavailable, tableFailing } from './service-composites.ts';
import { unhealthyAfterDeployment } from './unhealthy-after-deployment.ts';

const OUTAGES = [tableFailing, shopUnavailable, checkoutFailing, unhealthyAfterDeployment];

/**
 * People are told of an outage already, whichever. An alarm has one suppressor, and what follows from an outage (budgets that
 * burn, pages that are slow before they fail, orders and jobs that cannot get on) follows from each of them.
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
  provenBy: [...new Set(OUTAGES.flatMap(({ provenBy }) => provenBy))],
  tells: false,
  rule: { any: OUTAGES.map(({ id }) => id) },
};
