import type { LinesOf } from './emf-lost.ts';
import type { FaultDefinition } from './fault-definition.ts';
import { RATE } from './rate.ts';
import { FUNCTIONS } from './scope.ts';
import { VIRTUAL_TIME } from './virtual-time.ts';

export type LogsDelayed = LinesOf & {
  /** ISO 8601, virtual: how long lines are on their way. */
  readonly delay: string;
};

/** What functions write arrives late; what the catalogue writes, unless told otherwise. */
export const logsDelayed: FaultDefinition<LogsDelayed> = {
  name: 'logs-delayed',
  description:
    'Log lines, and the metrics in them, arrive late: shoppers notice nothing, but who looks into a problem finds nothing yet.',
  defaults: { rate: 1, delay: 'PT30M', functions: ['catalog'] },
  members: { rate: RATE, delay: VIRTUAL_TIME, functions: FUNCTIONS },
};
