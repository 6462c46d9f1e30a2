import type { Operation } from '../aws/aws-service.ts';
import { changeSettings } from './queue-attributes.ts';
import { queueOf, type SqsDependencies } from './queue-url.ts';
import { sqsMembers } from './sqs-errors.ts';

/** API reference "SetQueueAttributes". */
export const setQueueAttributes =
  ({ queues }: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const queue = queueOf(queues, members);
    const exists = (arn: string): boolean => queues.byArn(arn) !== undefined;
    queue.change(changeSettings(queue.describe().settings, members.stringMap('Attributes') ?? {}, exists));
  };
