import { FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { ORDER_QUEUE, STAGE } from '../deploy/place.ts';
import { inScope, oneOrMoreOf } from './scope.ts';

const PREFIX = physicalName(STAGE, '');
const shortName = (queue: string): string => (queue.startsWith(PREFIX) ? queue.slice(PREFIX.length) : queue);

/** The queue of the orders, as faults call it. */
export const ORDERS = shortName(ORDER_QUEUE);

/** The queues that a fault hits, by the last part of their names. */
export const QUEUES = oneOrMoreOf(
  'queues',
  FUNCTION_IDS.flatMap((id) => {
    const { source } = FUNCTIONS[id];
    if (!source || !('maxReceiveCount' in source)) return [];
    return [source.type === 'queue' ? ORDERS : id];
  }),
);

/** Whether a queue, by its whole name, is in a scope. */
export const isHitQueue = (scope: readonly string[] | undefined, queue: string): boolean =>
  inScope(scope, shortName(queue));

/** The whole name of a queue that a scope names. */
export const queueNameOf = (short: string): string => physicalName(STAGE, short);
