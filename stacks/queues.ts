import { FUNCTIONS } from '../functions/manifest.ts';
import { physicalName } from '../monitoring/physical-name.ts';

/** Longest that SQS keeps a message, so that there is time to look into it. */
const DEAD_LETTER_RETENTION_SECONDS = 14 * 86_400;
/** AWS asks for six times the function's timeout ("Using Lambda with Amazon SQS"). */
const VISIBILITY_FACTOR = 6;

export type Queues = {
  readonly orders: aws.sqs.Queue;
  /** Orders that fulfilment could not ship. */
  readonly deadLetters: aws.sqs.Queue;
  /** Where in the table's stream the outbox gave up. */
  readonly outboxFailures: aws.sqs.Queue;
};

function createDeadLetterQueue(name: string, id: string): aws.sqs.Queue {
  return new aws.sqs.Queue(name, {
    name: physicalName($app.stage, id),
    messageRetentionSeconds: DEAD_LETTER_RETENTION_SECONDS,
    sqsManagedSseEnabled: true,
  });
}

function createOrderQueue(deadLetters: aws.sqs.Queue): aws.sqs.Queue {
  const { source, timeout } = FUNCTIONS.fulfilment;
  if (source?.type !== 'queue') throw new Error('functions/manifest.ts: fulfilment must have a queue as its source.');
  return new aws.sqs.Queue('Orders', {
    name: physicalName($app.stage, 'orders'),
    visibilityTimeoutSeconds: timeout * VISIBILITY_FACTOR,
    messageRetentionSeconds: DEAD_LETTER_RETENTION_SECONDS,
    receiveWaitTimeSeconds: 20,
    sqsManagedSseEnabled: true,
    redrivePolicy: $jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: source.maxReceiveCount }),
  });
}

/** The order queue with its dead-letter queue, and the queue for stream records that cannot be sent. */
export function createQueues(): Queues {
  const deadLetters = createDeadLetterQueue('OrderDeadLetters', 'orders-dead');
  const orders = createOrderQueue(deadLetters);
  new aws.sqs.RedriveAllowPolicy('OrderDeadLettersRedrive', {
    queueUrl: deadLetters.url,
    redriveAllowPolicy: $jsonStringify({ redrivePermission: 'byQueue', sourceQueueArns: [orders.arn] }),
  });
  return { orders, deadLetters, outboxFailures: createDeadLetterQueue('OutboxFailures', 'outbox-failures') };
}
