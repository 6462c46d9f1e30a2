import type { Operation } from '../aws/aws-service.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsMembers } from './sqs-errors.ts';

/** API reference "DeleteMessage": a handle from an earlier receive succeeds and deletes nothing. */
export const deleteMessage =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    queueOf(queues, members).delete(members.requiredString('ReceiptHandle'));
  };
