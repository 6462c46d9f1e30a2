import type { EventSource } from '../functions/function-definition.ts';
import { FUNCTIONS } from '../functions/manifest.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../monitoring/resources.ts';
import { componentName } from './component-name.ts';
import type { Functions } from './functions.ts';
import { hear } from './heard-queue.ts';
import type { Queues } from './queues.ts';
import type { Topics } from './topics.ts';

type Surroundings = {
  readonly functions: Functions;
  readonly table: sst.aws.Dynamo;
  readonly queues: Queues;
  readonly topics: Topics;
};
type Source<T extends EventSource['type']> = Extract<EventSource, { type: T }>;

const PARTIAL_BATCHES = ['ReportBatchItemFailures'];

function readStream(name: string, live: aws.lambda.Alias, source: Source<'stream'>, { table, queues }: Surroundings) {
  new aws.lambda.EventSourceMapping(`${name}Stream`, {
    eventSourceArn: table.nodes.table.streamArn,
    functionName: live.arn,
    // Orders placed before the mapping was there are in the stream and must not be missed.
    startingPosition: 'TRIM_HORIZON',
    batchSize: source.batchSize,
    filterCriteria: { filters: [{ pattern: JSON.stringify(source.filter) }] },
    functionResponseTypes: PARTIAL_BATCHES,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: source.maximumRetryAttempts,
    destinationConfig: { onFailure: { destinationArn: queues.outboxFailures.arn } },
  });
}

function readQueue(name: string, live: aws.lambda.Alias, queue: aws.sqs.Queue, batchSize: number) {
  new aws.lambda.EventSourceMapping(`${name}Queue`, {
    eventSourceArn: queue.arn,
    functionName: live.arn,
    batchSize,
    functionResponseTypes: PARTIAL_BATCHES,
  });
}

/** EventBridge Scheduler sends no event of its own when there is an input, so this one says when it was due. */
const SCHEDULED_EVENT = {
  version: '0',
  id: '<aws.scheduler.execution-id>',
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  time: '<aws.scheduler.scheduled-time>',
  detail: {},
};

/**
 * A round that is missed or fails is made up for by the next: the probe looks at now, a job goes on where it was. Scheduler invokes
 * asynchronously, so that repeating what failed is Lambda's to leave ("How Lambda handles errors and retries with asynchronous
 * invocation").
 */
function followSchedule(id: FunctionId, live: aws.lambda.Alias, source: Source<'schedule'>) {
  new sst.aws.CronV2(`${componentName(id)}Schedule`, {
    function: live.arn,
    schedule: source.rate,
    event: SCHEDULED_EVENT,
    retries: 0,
    transform: { schedule: { name: physicalName($app.stage, id) } },
  });
  new aws.lambda.FunctionEventInvokeConfig(`${componentName(id)}Invocations`, {
    functionName: live.functionName,
    qualifier: live.name,
    maximumRetryAttempts: 0,
  });
}

/** Has the function hear topics and events by the queue of its own. */
function hearByQueue(id: FunctionId, live: aws.lambda.Alias, source: Source<'alarms'>, around: Surroundings) {
  const queue = around.queues.heard.get(id);
  if (queue === undefined) throw new Error(`stacks/queues.ts makes no queue for ${id}.`);
  hear({ id, queue, severities: source.topics, events: source.events }, around.topics);
  readQueue(componentName(id), live, queue, source.batchSize);
}

/** Connects each function of the manifest that serves no routes with what invokes it. */
export function connectEventSources(surroundings: Surroundings): void {
  for (const id of FUNCTION_IDS) {
    const { source } = FUNCTIONS[id];
    const { live } = surroundings.functions[id];
    const name = componentName(id);
    if (source?.type === 'stream') readStream(name, live, source, surroundings);
    if (source?.type === 'queue') readQueue(name, live, surroundings.queues.orders, source.batchSize);
    if (source?.type === 'schedule') followSchedule(id, live, source);
    if (source?.type === 'alarms') hearByQueue(id, live, source, surroundings);
  }
}
