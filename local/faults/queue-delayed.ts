import type { FaultDefinition } from './fault-definition.ts';
import { ORDERS, QUEUES } from './queue-scope.ts';
import { RATE, type Rated } from './rate.ts';
import { VIRTUAL_TIME } from './virtual-time.ts';

export type QueueDelayed = Rated & {
  /** ISO 8601, virtual: how long a message waits before anybody may receive it. */
  readonly delay: string;
  readonly queues: readonly string[];
};

/** SQS hands messages out late. */
export const queueDelayed: FaultDefinition<QueueDelayed> = {
  name: 'queue-delayed',
  description: 'SQS hands messages out late: orders are taken and paid, but shipped only when their messages arrive.',
  defaults: { rate: 1, delay: 'PT30M', queues: [ORDERS] },
  members: { rate: RATE, delay: VIRTUAL_TIME, queues: QUEUES },
};
