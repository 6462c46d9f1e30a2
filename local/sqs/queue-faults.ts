import type { QueueCall } from '../faults/queue-unavailable.ts';
import type { MessageRow } from './queue-tables.ts';

/** What may be wrong with queues, by name. */
export type QueueFaults = {
  /** Throws the AwsError with which SQS answers a call that it cannot do now. */
  check(queue: string, call: QueueCall): void;
  /** When a message may be received at the earliest (virtual epoch milliseconds); undefined when none is held back. */
  holds(queue: string): ((message: Pick<MessageRow, 'messageId' | 'sentAt'>) => number) | undefined;
};

/** Queues with which nothing is wrong. */
export const NO_FAULTS: QueueFaults = { check: () => {}, holds: () => undefined };
