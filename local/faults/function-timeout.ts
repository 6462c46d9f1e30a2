import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { FUNCTIONS } from './scope.ts';

export type FunctionTimeout = Rated & { readonly functions: readonly string[] };

/** Functions hang until Lambda ends them at their timeout: those that wait for somebody else, unless told otherwise. */
export const functionTimeout: FaultDefinition<FunctionTimeout> = {
  name: 'function-timeout',
  description:
    'Functions hang until they time out: signing in and paying end in an error, and orders are shipped late.',
  defaults: { rate: 1, functions: ['checkout', 'account', 'outbox', 'fulfilment'] },
  members: { rate: RATE, functions: FUNCTIONS },
};
