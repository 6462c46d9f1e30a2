import type { Operation } from '../aws/aws-service.ts';
import type { MoveTask } from './move-task-tables.ts';
import type { SqsDependencies } from './queue-url.ts';
import { sqsMembers, within } from './sqs-errors.ts';

const mostResults = 10;

/** API reference "ListMessageMoveTasks": the latest alone unless more are asked for. */
export const listMessageMoveTasks =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const limit = within('MaxResults', members.number('MaxResults') ?? 1, 1, mostResults);
    return { Results: queues.moves.list(members.requiredString('SourceArn'), limit).map(toEntry) };
  };

const toEntry = ({ handle, source, destination, rate, status, moved, toMove, failure, started }: MoveTask) => ({
  ...(status === 'RUNNING' && { TaskHandle: handle }),
  Status: status,
  SourceArn: source,
  ...(destination !== undefined && { DestinationArn: destination }),
  ...(rate !== undefined && { MaxNumberOfMessagesPerSecond: rate }),
  ApproximateNumberOfMessagesMoved: moved,
  ApproximateNumberOfMessagesToMove: toMove,
  ...(failure !== undefined && { FailureReason: failure }),
  StartedTimestamp: started,
});
