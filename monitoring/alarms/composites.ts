import { checkoutFailing } from './checkout-failing.ts';
import type { CompositeDefinition } from './composite-definition.ts';
import { jobsFailing } from './jobs-failing.ts';
import { knownOutage } from './known-outage.ts';
import { notificationsFailing } from './notifications-failing.ts';
import { ordersDelayed } from './orders-delayed.ts';
import { functionsFailing, shopSlow, shopUnavailable, tableFailing } from './service-composites.ts';
import { SLO_BURNS } from './slo-burn.ts';
import { unhealthyAfterDeployment } from './unhealthy-after-deployment.ts';

/** Every composite alarm that is deployed, children before the composites that name them. */
export const COMPOSITES: readonly CompositeDefinition[] = [
  tableFailing,
  shopUnavailable,
  checkoutFailing,
  unhealthyAfterDeployment,
  knownOutage,
  functionsFailing,
  shopSlow,
  ordersDelayed,
  jobsFailing,
  notificationsFailing,
  ...SLO_BURNS,
];
