import { AwsError } from '../aws/aws-error.ts';
import type { Operation } from '../aws/aws-service.ts';
import { type BatchEntry, doEach, readEntries } from './batch.ts';
import type { Queue } from './queue.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { readMessage } from './read-message.ts';
import { sendResult } from './send-message.ts';
import { sqsError, sqsMembers } from './sqs-errors.ts';

const mostBytes = 1_048_576;

/** API reference "SendMessageBatch". */
export const sendMessageBatch =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const queue = queueOf(queues, members);
    const entries = readEntries(members);
    const size = entries.reduce((sum, entry) => sum + sizeOf(queue, entry), 0);
    if (size > mostBytes) {
      throw sqsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${mostBytes} bytes. You have sent ${size} bytes.`,
      );
    }
    return doEach(entries, (entry) => {
      const { message } = readMessage(queue, entry.input);
      return sendResult(message, queue.send(message));
    });
  };

/** An entry that is refused by itself does not count. */
function sizeOf(queue: Queue, { input }: BatchEntry): number {
  try {
    return readMessage(queue, input).size;
  } catch (error) {
    if (error instanceof AwsError) return 0;
    throw error;
  }
}
