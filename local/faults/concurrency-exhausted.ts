import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';

/** The rate is the share of the account's concurrent executions that others take. */
export type ConcurrencyExhausted = Rated;

/** Other functions of the account take its concurrent executions; what is left over it throttles. */
export const concurrencyExhausted: FaultDefinition<ConcurrencyExhausted> = {
  name: 'concurrency-exhausted',
  description:
    'Others take the concurrent executions of the account: Lambda turns requests away, and pages show an error.',
  defaults: { rate: 1 },
  members: { rate: RATE },
};
