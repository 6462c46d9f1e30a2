import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { FUNCTIONS } from './scope.ts';

/** Lines of functions that something happens to; of all functions unless given. */
export type LinesOf = Rated & { readonly functions?: readonly string[] };

/** The lines that hold metrics do not arrive. */
export const emfLost: FaultDefinition<LinesOf> = {
  name: 'emf-lost',
  description:
    'Lines that hold metrics are lost on their way to CloudWatch Logs: shoppers notice nothing, but nobody sees how the shop does.',
  defaults: { rate: 1 },
  members: { rate: RATE, functions: FUNCTIONS },
};
