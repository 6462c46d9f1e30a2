import type { Operation } from '../aws/aws-service.ts';
import type { Queue } from './queue.ts';
import { settingsText, unknownAttribute } from './queue-attributes.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsMembers } from './sqs-errors.ts';

/** Attributes that exist and are not set here. */
const absent: ReadonlySet<string> = new Set([
  'All',
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
]);

/** API reference "GetQueueAttributes". */
export const getQueueAttributes =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const all = attributesOf(queueOf(queues, members));
    const names = members.strings('AttributeNames') ?? [];
    const unknown = names.find((name) => !Object.hasOwn(all, name) && !absent.has(name));
    if (unknown !== undefined) throw unknownAttribute(unknown);
    const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
    return { Attributes: Object.fromEntries(wanted) };
  };

function attributesOf(queue: Queue): Record<string, string> {
  const { settings, created, modified } = queue.describe();
  const { visible, notVisible, delayed } = queue.counts();
  return {
    ...settingsText(settings),
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(created / 1_000)),
    LastModifiedTimestamp: String(Math.floor(modified / 1_000)),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(notVisible),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    SqsManagedSseEnabled: 'false',
  };
}
