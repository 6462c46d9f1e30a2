import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';

/** The simulated shoppers of `npm start` stay away; whoever else comes is served. */
export const trafficGone: FaultDefinition<Rated> = {
  name: 'traffic-gone',
  description: 'Shoppers stay away, as when a link to the shop leads nowhere: nobody there notices anything.',
  defaults: { rate: 1 },
  members: { rate: RATE },
};
