import type { Operation } from '../aws/aws-service.ts';
import { doEach, readEntries } from './batch.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsMembers } from './sqs-errors.ts';

/** API reference "DeleteMessageBatch". */
export const deleteMessageBatch =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const queue = queueOf(queues, members);
    return doEach(readEntries(members), (entry) => {
      queue.delete(sqsMembers(entry.input).requiredString('ReceiptHandle'));
      return undefined;
    });
  };
