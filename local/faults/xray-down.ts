import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';

/** The X-Ray daemon takes no segments, neither the functions' nor Lambda's. */
export const xrayDown: FaultDefinition<Rated> = {
  name: 'xray-down',
  description: 'The X-Ray daemon takes no segments: shoppers notice nothing, but no request leaves a trace.',
  defaults: { rate: 1 },
  members: { rate: RATE },
};
