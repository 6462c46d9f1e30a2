import type { Operation } from '../aws/aws-service.ts';
import { queueUrl, type SqsDependencies } from './queue-url.ts';
import { queueDoesNotExist, sqsMembers } from './sqs-errors.ts';

/** API reference "GetQueueUrl". */
export const getQueueUrl =
  (dependencies: SqsDependencies): Operation =>
  (input) => {
    const name = sqsMembers(input).requiredString('QueueName');
    if (!dependencies.queues.get(name)) throw queueDoesNotExist();
    return { QueueUrl: queueUrl(dependencies, name) };
  };
