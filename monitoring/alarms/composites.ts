import type { CompositeDefinition } from './composite-definition.ts';
import { functionsFailing, shopSlow, shopUnavailable, tableFailing } from './service-composites.ts';
import { SLO_BURNS } from './slo-burn.ts';

/** Every composite alarm that is deployed, children before the composites that name them. */
export const COMPOSITES: readonly CompositeDefinition[] = [
  tableFailing,
  shopUnavailable,
  functionsFailing,
  shopSlow,
  ...SLO_BURNS,
];
