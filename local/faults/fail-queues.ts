import { createHash } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { QueueFaults } from '../sqs/queue-faults.ts';
import type { Faults } from './faults.ts';
import { isHitQueue } from './queue-scope.ts';
import { hits } from './rate.ts';
import { millisecondsOf } from './virtual-time.ts';

/** A number in [0, 1) that is always the same for the same text. */
const fraction = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;

/** The faults queue-unavailable and queue-delayed, as queues ask for them; a message that is late stays so. */
export function failQueues(
  switches: Pick<Faults['switches'], 'queue-unavailable' | 'queue-delayed'>,
  random: () => number,
): QueueFaults {
  return {
    check: (queue, call) => {
      const fault = switches['queue-unavailable'].settings();
      if (!fault || !isHitQueue(fault.queues, queue) || !(fault.operations?.includes(call) ?? true)) return;
      if (hits(fault, random)) {
        throw new AwsError(
          'ServiceUnavailable',
          'The request has failed due to a temporary failure of the server.',
          503,
        );
      }
    },
    holds: (queue) => {
      const fault = switches['queue-delayed'].settings();
      if (!fault || !isHitQueue(fault.queues, queue)) return undefined;
      const delay = millisecondsOf(fault.delay);
      return ({ messageId, sentAt }) => (fraction(messageId) < fault.rate ? sentAt + delay : sentAt);
    },
  };
}
