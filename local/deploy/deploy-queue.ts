import type { EventSource } from '../../functions/function-definition.ts';
import { FUNCTIONS, MESSAGE_RETENTION, visibilityTimeout } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { FunctionId } from '../../monitoring/resources.ts';
import type { Queue } from '../sqs/queue.ts';
import { changeSettings } from '../sqs/queue-attributes.ts';
import type { Queues } from '../sqs/queues.ts';
import { ORDER_DEAD_LETTER_QUEUE, ORDER_QUEUE, STAGE } from './place.ts';

/** A source that reaches its function through a queue. */
export type QueuedSource = Extract<EventSource, { readonly type: 'queue' | 'alarms' }>;

/** Names of the queue that invokes a function, and of its dead-letter queue. */
export function queueNames(
  id: FunctionId,
  type: QueuedSource['type'],
): { readonly live: string; readonly dead: string } {
  return type === 'queue'
    ? { live: ORDER_QUEUE, dead: ORDER_DEAD_LETTER_QUEUE }
    : { live: physicalName(STAGE, id), dead: physicalName(STAGE, `${id}-dead`) };
}

/** Makes a queue, or gives the one of an earlier start these attributes, which CreateQueue would refuse. */
function put(queues: Queues, name: string, attributes: Readonly<Record<string, string>>): Queue {
  const queue = queues.create(name);
  queue.change(changeSettings(queue.describe().settings, attributes, (arn) => queues.byArn(arn) !== undefined));
  return queue;
}

/** The queue that invokes a function, with its dead-letter queue, as stacks/queues.ts makes them. */
export function deployQueue(queues: Queues, id: FunctionId, { type, maxReceiveCount }: QueuedSource): Queue {
  const { live, dead } = queueNames(id, type);
  const MessageRetentionPeriod = String(MESSAGE_RETENTION);
  const { arn: deadLetterTargetArn } = put(queues, dead, { MessageRetentionPeriod });
  return put(queues, live, {
    MessageRetentionPeriod,
    VisibilityTimeout: String(visibilityTimeout(FUNCTIONS[id])),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }),
  });
}
