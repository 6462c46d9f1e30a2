import type { FaultDefinition } from './fault-definition.ts';
import { type Paced, PER_MINUTE } from './pace.ts';

/** Thieves try stolen cards on costly carts, which the fraud rules forbid before any money is asked for. */
export const fraudBurst: FaultDefinition<Paced> = {
  name: 'fraud-burst',
  description: 'Thieves try stolen cards one after the other on costly carts: honest shoppers notice nothing.',
  defaults: { perMinute: 8 },
  members: { perMinute: PER_MINUTE },
};
