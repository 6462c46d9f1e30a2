import type { Operation } from '../aws/aws-service.ts';
import { md5OfAttributes } from './message-attributes.ts';
import type { OutgoingMessage, SentMessage } from './queue.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { readMessage } from './read-message.ts';
import { sqsMembers } from './sqs-errors.ts';

/** API reference "SendMessage". */
export const sendMessage =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const queue = queueOf(queues, sqsMembers(input));
    const { message } = readMessage(queue, input);
    return sendResult(message, queue.send(message));
  };

/** What SQS answers of a message sent, with the digests that clients check. */
export function sendResult({ traceHeader }: OutgoingMessage, sent: SentMessage) {
  const system = traceHeader === undefined ? {} : { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } };
  return {
    MessageId: sent.messageId,
    MD5OfMessageBody: sent.md5OfBody,
    MD5OfMessageAttributes: sent.md5OfAttributes,
    MD5OfMessageSystemAttributes: md5OfAttributes(system),
  };
}
