import { FUNCTIONS, MESSAGE_RETENTION, visibilityTimeout } from '../functions/manifest.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../monitoring/resources.ts';
import { componentName } from './component-name.ts';
import { httpsOnly } from './https-only.ts';

export type Queues = {
  readonly orders: aws.sqs.Queue;
  /** Orders that fulfilment could not ship. */
  readonly deadLetters: aws.sqs.Queue;
  /** Where in the table's stream the outbox gave up. */
  readonly outboxFailures: aws.sqs.Queue;
  /** What topics and rules send to functions, by function. */
  readonly heard: ReadonlyMap<FunctionId, aws.sqs.Queue>;
};

/** What is particular about a queue that invokes a function: Pulumi's names, the physical one's last part, the function. */
type Naming = {
  readonly name: string;
  readonly deadLetters: string;
  readonly id: string;
  readonly invokes: FunctionId;
};

/** A queue has one policy: of a queue that topics or rules send to, stacks/heard-queue.ts makes it. */
function requireHttps(name: string, queue: aws.sqs.Queue): void {
  new aws.sqs.QueuePolicy(`${name}Policy`, {
    queueUrl: queue.url,
    policy: $jsonStringify({ Version: '2012-10-17', Statement: [httpsOnly('sqs:*', queue.arn)] }),
  });
}

function createDeadLetterQueue(name: string, id: string): aws.sqs.Queue {
  const queue = new aws.sqs.Queue(name, {
    name: physicalName($app.stage, id),
    messageRetentionSeconds: MESSAGE_RETENTION,
    sqsManagedSseEnabled: true,
  });
  requireHttps(name, queue);
  return queue;
}

/** A queue that invokes a function, with the dead-letter queue that takes from it alone. */
function createQueue({ name, deadLetters, id, invokes }: Naming): { queue: aws.sqs.Queue; dead: aws.sqs.Queue } {
  const { source } = FUNCTIONS[invokes];
  if (source === undefined || !('maxReceiveCount' in source))
    throw new Error(`functions/manifest.ts: ${invokes} must have a source that reaches it by a queue.`);
  const dead = createDeadLetterQueue(deadLetters, `${id}-dead`);
  const queue = new aws.sqs.Queue(name, {
    name: physicalName($app.stage, id),
    visibilityTimeoutSeconds: visibilityTimeout(FUNCTIONS[invokes]),
    messageRetentionSeconds: MESSAGE_RETENTION,
    receiveWaitTimeSeconds: 20,
    sqsManagedSseEnabled: true,
    redrivePolicy: $jsonStringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: source.maxReceiveCount }),
  });
  new aws.sqs.RedriveAllowPolicy(`${deadLetters}Redrive`, {
    queueUrl: dead.url,
    redriveAllowPolicy: $jsonStringify({ redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
  });
  if (source.type === 'queue') requireHttps(name, queue);
  return { queue, dead };
}

/** Pulumi's names; under another the queue of a stage that is deployed already would be deleted, with what waits in it. */
const heardNames = (id: FunctionId): Pick<Naming, 'name' | 'deadLetters'> => ({
  name: `${componentName(id)}Messages`,
  deadLetters: `${componentName(id)}DeadLetters`,
});

/** A queue for each function that hears topics or events. */
function heardQueues(): readonly (readonly [FunctionId, aws.sqs.Queue])[] {
  const hearing = FUNCTION_IDS.filter((id) => FUNCTIONS[id].source?.type === 'alarms');
  return hearing.map((id) => [id, createQueue({ ...heardNames(id), id, invokes: id }).queue]);
}

/** The queues that invoke functions, each with its dead-letter queue, and the queue for stream records that cannot be sent. */
export function createQueues(): Queues {
  const orders = createQueue({
    name: 'Orders',
    deadLetters: 'OrderDeadLetters',
    id: 'orders',
    invokes: 'fulfilment',
  });
  return {
    orders: orders.queue,
    deadLetters: orders.dead,
    outboxFailures: createDeadLetterQueue('OutboxFailures', 'outbox-failures'),
    heard: new Map(heardQueues()),
  };
}
