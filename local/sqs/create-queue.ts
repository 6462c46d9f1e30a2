import type { Operation } from '../aws/aws-service.ts';
import { queueUrl, type SqsDependencies } from './queue-url.ts';
import { sqsMembers } from './sqs-errors.ts';

/** API reference "CreateQueue". */
export const createQueue =
  (dependencies: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const queue = dependencies.queues.create(members.requiredString('QueueName'), members.stringMap('Attributes'));
    return { QueueUrl: queueUrl(dependencies, queue.name) };
  };
