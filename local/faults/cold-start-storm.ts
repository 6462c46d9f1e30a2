import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { FUNCTIONS } from './scope.ts';

export type ColdStartStorm = Rated & {
  /** The functions whose environments do not last; all unless given. */
  readonly functions?: readonly string[];
};

/** Execution environments are thrown away after an invocation, so that the next one starts cold and with empty caches. */
export const coldStartStorm: FaultDefinition<ColdStartStorm> = {
  name: 'cold-start-storm',
  description: 'Functions are started anew for every request, and remember nothing: each page takes longer to load.',
  defaults: { rate: 1 },
  members: { rate: RATE, functions: FUNCTIONS },
};
