import type { Operation } from '../aws/aws-service.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsError, sqsMembers } from './sqs-errors.ts';

const betweenPurgesMs = 60_000;

/** API reference "PurgeQueue": once in 60 seconds. */
export const purgeQueue = ({ queues }: SqsDependencies): Operation => {
  const purged = new Map<string, number>();
  return (input, { now }) => {
    const queue = queueOf(queues, sqsMembers(input));
    if (now - (purged.get(queue.name) ?? Number.NEGATIVE_INFINITY) < betweenPurgesMs) {
      throw sqsError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      );
    }
    purged.set(queue.name, now);
    queue.purge();
  };
};
