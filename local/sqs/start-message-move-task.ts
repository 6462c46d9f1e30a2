import type { Operation } from '../aws/aws-service.ts';
import { MOST_A_SECOND } from './message-moves.ts';
import type { SqsDependencies } from './queue-url.ts';
import { sqsMembers, within } from './sqs-errors.ts';

/** API reference "StartMessageMoveTask": out of a dead-letter queue of queues, at up to 500 messages a second. */
export const startMessageMoveTask =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const source = members.requiredString('SourceArn');
    const destination = members.string('DestinationArn');
    const rate = members.number('MaxNumberOfMessagesPerSecond');
    if (rate !== undefined) within('MaxNumberOfMessagesPerSecond', rate, 1, MOST_A_SECOND);
    return { TaskHandle: queues.moves.start({ source, destination, rate }) };
  };
