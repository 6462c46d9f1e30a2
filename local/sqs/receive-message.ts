import type { Operation } from '../aws/aws-service.ts';
import type { Members } from '../aws/members.ts';
import type { Clock } from '../clock.ts';
import { type MessageAttributes, md5OfAttributes } from './message-attributes.ts';
import { messageOrTimeout } from './message-or-timeout.ts';
import type { ReceivedMessage } from './queue.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsMembers, within } from './sqs-errors.ts';

/** API reference "ReceiveMessage"; with WaitTimeSeconds it answers as soon as a message is there. */
export const receiveMessage =
  ({ queues, clock }: SqsDependencies & { readonly clock: Pick<Clock, 'now' | 'at'> }): Operation =>
  async (input, { signal }) => {
    const members = sqsMembers(input);
    const queue = queueOf(queues, members);
    const max = within('MaxNumberOfMessages', members.number('MaxNumberOfMessages') ?? 1, 1, 10);
    const visibility = members.number('VisibilityTimeout');
    if (visibility !== undefined) within('VisibilityTimeout', visibility, 0, 43_200);
    const ownWait = queue.describe().settings.ReceiveMessageWaitTimeSeconds;
    const wait = within('WaitTimeSeconds', members.number('WaitTimeSeconds') ?? ownWait, 0, 20);
    const deadline = clock.now() + wait * 1_000;
    let messages = queue.receive(max, visibility);
    while (messages.length === 0 && (await messageOrTimeout(queue, clock, deadline, signal))) {
      messages = queue.receive(max, visibility);
    }
    return messages.length === 0 ? {} : { Messages: messages.map((message) => present(message, members)) };
  };

/** The attributes that were asked for. */
function present(message: ReceivedMessage, members: Members) {
  const asked = [
    ...(members.strings('AttributeNames') ?? []),
    ...(members.strings('MessageSystemAttributeNames') ?? []),
  ];
  const system = Object.entries(message.systemAttributes).filter(
    ([name]) => asked.includes('All') || asked.includes(name),
  );
  const own = selectAttributes(message.messageAttributes, members.strings('MessageAttributeNames') ?? []);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(Object.keys(own).length > 0 && { MessageAttributes: own, MD5OfMessageAttributes: md5OfAttributes(own) }),
  };
}

/** Names may be `All`, `.*`, a prefix followed by `.*`, or exact. */
function selectAttributes(attributes: MessageAttributes, asked: readonly string[]): MessageAttributes {
  const matches = (name: string): boolean =>
    asked.some(
      (pattern) =>
        pattern === 'All' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => matches(name)));
}
