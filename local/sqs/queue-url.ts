import type { Members } from '../aws/members.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import { queueDoesNotExist } from './sqs-errors.ts';

/** What SQS's operations work on. */
export type SqsDependencies = {
  readonly queues: Queues;
  /** The origin of queue URLs, such as `http://127.0.0.1:4566`. */
  readonly endpoint: () => string;
  readonly accountId: string;
};

/** The URL of a queue. */
export function queueUrl({ endpoint, accountId }: Omit<SqsDependencies, 'queues'>, name: string): string {
  return `${endpoint()}/${accountId}/${name}`;
}

/** The queue that `QueueUrl` names, whatever its host; QueueDoesNotExist otherwise. */
export function queueOf(queues: Queues, members: Members): Queue {
  const url = members.requiredString('QueueUrl');
  const queue = queues.get(url.slice(url.lastIndexOf('/') + 1));
  if (!queue) throw queueDoesNotExist();
  return queue;
}
