import type { Operation } from '../aws/aws-service.ts';
import type { SqsDependencies } from './queue-url.ts';
import { sqsMembers } from './sqs-errors.ts';

/** API reference "CancelMessageMoveTask": what was moved stays where it is. */
export const cancelMessageMoveTask =
  ({ queues }: SqsDependencies): Operation =>
  (input) => ({
    ApproximateNumberOfMessagesMoved: queues.moves.cancel(sqsMembers(input).requiredString('TaskHandle')),
  });
