import type { FaultDefinition } from './fault-definition.ts';
import { ORDERS, QUEUES } from './queue-scope.ts';
import { RATE, type Rated } from './rate.ts';
import { oneOrMoreOf } from './scope.ts';

/** The calls to SQS that can fail. */
const CALLS = ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'] as const;
/** What a queue is asked to do. */
export type QueueCall = (typeof CALLS)[number];

export type QueueUnavailable = Rated & {
  readonly queues: readonly string[];
  /** The calls that fail; all unless given. */
  readonly operations?: readonly string[];
};

/** SQS answers ServiceUnavailable. */
export const queueUnavailable: FaultDefinition<QueueUnavailable> = {
  name: 'queue-unavailable',
  description:
    'SQS answers ServiceUnavailable: orders are taken and paid, but wait for their shipment until the queue is back.',
  defaults: { rate: 1, queues: [ORDERS] },
  members: { rate: RATE, queues: QUEUES, operations: oneOrMoreOf('operations', CALLS) },
};
