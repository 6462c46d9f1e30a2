import type { DatabaseSync } from 'node:sqlite';
import type { EventSource } from '../../functions/function-definition.ts';
import { FUNCTIONS, visibilityTimeout } from '../../functions/manifest.ts';
import { LIVE_ALIAS, physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import type { RecordMetric } from '../aws/record-metric.ts';
import type { Clock } from '../clock.ts';
import { openCheckpoints } from '../event-sources/checkpoints.ts';
import { createMappingSwitch } from '../event-sources/mapping-switch.ts';
import { startQueueSource } from '../event-sources/queue-source.ts';
import { createStreamClient } from '../event-sources/stream-client.ts';
import { startStreamSource } from '../event-sources/stream-source.ts';
import type { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { functionArn } from '../lambda/function-definition.ts';
import { createInvokeScheduled } from '../lambda/invoke-later.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { SCHEDULED_INPUT, startScheduler } from '../scheduler/scheduler.ts';
import type { Schedules } from '../scheduler/schedules.ts';
import type { Queues } from '../sqs/queues.ts';
import { deployQueue } from './deploy-queue.ts';
import { ACCOUNT_ID, OUTBOX_FAILURES_QUEUE, REGION, STAGE, TABLE_NAME } from './place.ts';

export type EventSourceSurroundings = {
  readonly clock: Clock;
  readonly store: DatabaseSync;
  /** Invokes what serves the shop. */
  readonly invoke: Lambda['invoke'];
  readonly queues: Queues;
  /** Where schedules are made. */
  readonly schedules: Schedules;
  /** The embedded DynamoDB's port, once it answers. */
  readonly dynamodbPort: () => Promise<number>;
  readonly record: RecordMetric;
  /** Whether a schedule does not run its function this time. */
  readonly skips: (functionId: string) => boolean;
  readonly log: (message: string) => void;
};

/** What listens to the table, and how to end everything that invokes functions by itself. */
export type EventSources = {
  readonly onWrite: () => void;
  readonly mappings: () => Promise<readonly EventSourceMapping[]>;
  readonly stop: () => void;
};

type Source<Type extends EventSource['type']> = Extract<EventSource, { readonly type: Type }>;

function functionsWith<Type extends EventSource['type']>(type: Type): readonly [FunctionId, Source<Type>][] {
  return FUNCTION_IDS.flatMap((id) => {
    const { source } = FUNCTIONS[id];
    return source?.type === type ? [[id, source as Source<Type>] as [FunctionId, Source<Type>]] : [];
  });
}

/** Connects each function of the manifest with what invokes it: queue, stream, schedule. What a topic says comes by a queue. */
export function connectEventSources(surroundings: EventSourceSurroundings): EventSources {
  const { clock, store, invoke, queues, schedules, dynamodbPort, record, log } = surroundings;
  const stops: (() => void)[] = [];
  const wakes: (() => void)[] = [];
  const mappings: (() => Promise<EventSourceMapping>)[] = [];
  const mapped = (functionId: FunctionId, batchSize: number) => {
    const functionName = physicalName(STAGE, functionId);
    const arn = functionArn(REGION, ACCOUNT_ID, functionName, LIVE_ALIAS);
    return { functionName, functionArn: arn, batchSize, enabling: createMappingSwitch(), lastModified: clock.now() };
  };

  for (const [functionId, source] of [...functionsWith('queue'), ...functionsWith('alarms')]) {
    const queue = deployQueue(queues, functionId, source);
    const place = { queue, queueArn: queue.arn, region: REGION, functionId, batchSize: source.batchSize };
    const mapping = { ...mapped(functionId, source.batchSize), eventSourceArn: queue.arn };
    mappings.push(async () => mapping);
    const visibilityTimeoutSeconds = visibilityTimeout(FUNCTIONS[functionId]);
    const { enabling } = mapping;
    stops.push(startQueueSource({ ...place, clock, visibilityTimeoutSeconds, enabling, invoke }));
  }
  for (const [functionId, source] of functionsWith('stream')) {
    const client = createStreamClient(dynamodbPort);
    const outboxFailures = queues.create(OUTBOX_FAILURES_QUEUE);
    const ofStream = mapped(functionId, source.batchSize);
    const stream = startStreamSource({
      ...{ clock, client, invoke, functionId, region: REGION, accountId: ACCOUNT_ID, tableName: TABLE_NAME },
      ...{ batchSize: source.batchSize, maximumRetryAttempts: source.maximumRetryAttempts, filter: source.filter },
      functionName: physicalName(STAGE, functionId),
      qualifier: LIVE_ALIAS,
      enabling: ofStream.enabling,
      checkpoints: openCheckpoints(store),
      recordMetric: record,
      onFailure: (body) => outboxFailures.send({ body }),
      onError: (error) => log(`The table's stream: ${error instanceof Error ? error.message : String(error)}`),
    });
    wakes.push(stream.wake);
    const { maximumRetryAttempts, filter } = source;
    const mapping = {
      ...ofStream,
      stream: { maximumRetryAttempts, filter, onFailureArn: outboxFailures.arn },
    };
    mappings.push(async () => ({ ...mapping, eventSourceArn: await stream.arn() }));
    stops.push(stream.stop, client.close);
  }
  for (const [functionId, { rate }] of functionsWith('schedule')) {
    const name = physicalName(STAGE, functionId);
    const targetArn = functionArn(REGION, ACCOUNT_ID, name, LIVE_ALIAS);
    schedules.create({ ...{ name, functionId, targetArn }, expression: rate, input: SCHEDULED_INPUT });
  }
  const isEnabled = (name: string): boolean => {
    const schedule = schedules.find(name);
    return schedule?.state === 'ENABLED' && !surroundings.skips(schedule.functionId);
  };
  const invokeScheduled = createInvokeScheduled(clock, invoke);
  stops.push(startScheduler({ clock, schedules: schedules.all(), isEnabled, invoke: invokeScheduled }));
  return {
    onWrite: () => {
      for (const wake of wakes) wake();
    },
    mappings: () => Promise.all(mappings.map((mapping) => mapping())),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
