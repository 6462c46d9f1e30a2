import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { FUNCTIONS } from './scope.ts';

export type CacheDisabled = Rated & { readonly functions: readonly string[] };

/** An hour, in milliseconds, for which an execution environment lay frozen: longer than a function keeps anything. */
export const FROZEN_MS = 3_600_000;

/** Execution environments find at each invocation that they lay frozen for an hour, so that all that they keep is out of date. */
export const cacheDisabled: FaultDefinition<CacheDisabled> = {
  name: 'cache-disabled',
  description:
    'What functions keep in memory is out of date for every request: product lists come slower, from the table.',
  defaults: { rate: 1, functions: ['catalog'] },
  members: { rate: RATE, functions: FUNCTIONS },
};
