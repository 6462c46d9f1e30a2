import type { Operation } from '../aws/aws-service.ts';
import { doEach, readEntries } from './batch.ts';
import { changeVisibility } from './change-message-visibility.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsMembers } from './sqs-errors.ts';

/** API reference "ChangeMessageVisibilityBatch". */
export const changeMessageVisibilityBatch =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const queue = queueOf(queues, members);
    return doEach(readEntries(members), (entry) => {
      changeVisibility(queue, sqsMembers(entry.input));
      return undefined;
    });
  };
