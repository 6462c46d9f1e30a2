import { FUNCTIONS as MANIFEST } from '../../functions/manifest.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import type { FaultDefinition } from './fault-definition.ts';
import { hits, RATE, type Rated } from './rate.ts';
import { inScope, oneOrMoreOf } from './scope.ts';

export type ScheduleStopped = Rated & { readonly functions: readonly string[] };

const SCHEDULED = FUNCTION_IDS.filter((id) => MANIFEST[id].source?.type === 'schedule');

/** EventBridge Scheduler does not run functions when it is time to; order-progress, unless told otherwise. */
export const scheduleStopped: FaultDefinition<ScheduleStopped> = {
  name: 'schedule-stopped',
  description: 'A job is not run when it is time to: invoices that were paid and parcels that arrived are not noticed.',
  defaults: { rate: 1, functions: ['order-progress'] },
  members: { rate: RATE, functions: oneOrMoreOf('functions that run on a schedule', SCHEDULED) },
};

/** Whether a schedule does not run its function this time. */
export function skipsRun(fault: ScheduleStopped | undefined, functionId: string, random: () => number): boolean {
  return fault !== undefined && inScope(fault.functions, functionId) && hits(fault, random);
}
