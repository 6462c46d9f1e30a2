import { JOB_IDS } from '../../monitoring/resources.ts';
import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { oneOrMoreOf } from './scope.ts';

export type JobStuck = Rated & { readonly functions: readonly string[] };

/** Runs of jobs hang until Lambda ends them; those of order-progress, unless told otherwise. */
export const jobStuck: FaultDefinition<JobStuck> = {
  name: 'job-stuck',
  description:
    'A job begins and hangs until it times out: invoices that were paid and parcels that arrived are not noticed.',
  defaults: { rate: 1, functions: ['order-progress'] },
  members: { rate: RATE, functions: oneOrMoreOf('jobs', JOB_IDS) },
};
