import type { Operation } from '../aws/aws-service.ts';
import type { Members } from '../aws/members.ts';
import type { Queue } from './queue.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsMembers, within } from './sqs-errors.ts';

/** API reference "ChangeMessageVisibility". */
export const changeMessageVisibility =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    changeVisibility(queueOf(queues, members), members);
  };

/** Changes the visibility of one message, as a request or an entry of a batch says. */
export function changeVisibility(queue: Queue, members: Members): void {
  const seconds = within('VisibilityTimeout', members.requiredNumber('VisibilityTimeout'), 0, 43_200);
  queue.changeVisibility(members.requiredString('ReceiptHandle'), seconds);
}
