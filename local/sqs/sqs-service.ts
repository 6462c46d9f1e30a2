import type { AwsService } from '../aws/aws-service.ts';
import type { Clock } from '../clock.ts';
import { cancelMessageMoveTask } from './cancel-message-move-task.ts';
import { changeMessageVisibility } from './change-message-visibility.ts';
import { changeMessageVisibilityBatch } from './change-message-visibility-batch.ts';
import { createQueue } from './create-queue.ts';
import { deleteMessage } from './delete-message.ts';
import { deleteMessageBatch } from './delete-message-batch.ts';
import { getQueueAttributes } from './get-queue-attributes.ts';
import { getQueueUrl } from './get-queue-url.ts';
import { listMessageMoveTasks } from './list-message-move-tasks.ts';
import { listQueues } from './list-queues.ts';
import { purgeQueue } from './purge-queue.ts';
import type { SqsDependencies } from './queue-url.ts';
import { receiveMessage } from './receive-message.ts';
import { sendMessage } from './send-message.ts';
import { sendMessageBatch } from './send-message-batch.ts';
import { setQueueAttributes } from './set-queue-attributes.ts';
import { startMessageMoveTask } from './start-message-move-task.ts';

/** Simple Queue Service over awsJson1_0, with the error codes of its query protocol beside. */
export function createSqsService(
  dependencies: SqsDependencies & { readonly clock: Pick<Clock, 'now' | 'at'> },
): AwsService {
  return {
    name: 'sqs',
    protocol: 'awsJson1_0',
    target: 'AmazonSQS',
    queryCompatible: true,
    operations: {
      CancelMessageMoveTask: cancelMessageMoveTask(dependencies),
      ChangeMessageVisibility: changeMessageVisibility(dependencies),
      ChangeMessageVisibilityBatch: changeMessageVisibilityBatch(dependencies),
      CreateQueue: createQueue(dependencies),
      DeleteMessage: deleteMessage(dependencies),
      DeleteMessageBatch: deleteMessageBatch(dependencies),
      GetQueueAttributes: getQueueAttributes(dependencies),
      GetQueueUrl: getQueueUrl(dependencies),
      ListMessageMoveTasks: listMessageMoveTasks(dependencies),
      ListQueues: listQueues(dependencies),
      PurgeQueue: purgeQueue(dependencies),
      ReceiveMessage: receiveMessage(dependencies),
      SendMessage: sendMessage(dependencies),
      SendMessageBatch: sendMessageBatch(dependencies),
      SetQueueAttributes: setQueueAttributes(dependencies),
      StartMessageMoveTask: startMessageMoveTask(dependencies),
    },
  };
}
