import type { FaultDefinition } from './fault-definition.ts';
import { type Paced, PER_MINUTE } from './pace.ts';

/** Far more shoppers come than usual. */
export const trafficSurge: FaultDefinition<Paced> = {
  name: 'traffic-surge',
  description: 'Far more shoppers come than usual, as after a mention on television: pages may get slower.',
  defaults: { perMinute: 120 },
  members: { perMinute: PER_MINUTE },
};
