import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws/aws-error.ts';
import type { RecordMetric } from '../aws/record-metric.ts';
import type { Clock } from '../clock.ts';
import { type MessageMoves, openMessageMoves } from './message-moves.ts';
import { openQueue, type Queue, type WakeableQueue } from './queue.ts';
import { changeSettings, defaultSettings, settingsText } from './queue-attributes.ts';
import { NO_FAULTS, type QueueFaults } from './queue-faults.ts';
import { createQueueTables, type QueueRow } from './queue-tables.ts';
import { invalidParameterValue } from './sqs-errors.ts';

/** All queues by name; queues and messages survive restarts. */
export interface Queues {
  /** Makes a queue, or gives the one of that name if the attributes given agree; AwsError as CreateQueue answers. */
  create(name: string, attributes?: Readonly<Record<string, string>>): Queue;
  get(name: string): Queue | undefined;
  byArn(arn: string): Queue | undefined;
  list(): readonly Queue[];
  readonly moves: MessageMoves;
  /** Wakes all consumers, as messages may have become available. */
  wake(): void;
  /** Deletes every message that says this, wherever it is. */
  discard(body: string): void;
  /** Ends the timers of retention, metrics and moves. */
  stop(): void;
}

export type QueuesOptions = {
  readonly store: DatabaseSync;
  readonly clock: Pick<Clock, 'now' | 'at' | 'every'>;
  readonly record: RecordMetric;
  readonly randomId: () => string;
  readonly region: string;
  readonly accountId: string;
  /** Nothing is wrong unless given. */
  readonly faults?: QueueFaults;
};

const minuteMs = 60_000;

/** Opens the queues in the data folder's database; each virtual minute it deletes expired messages and vends the queues' sizes. */
export function openQueues(options: QueuesOptions): Queues {
  const { store, clock, record, randomId, region, accountId, faults = NO_FAULTS } = options;
  const tables = createQueueTables(store);
  const queues = new Map<string, WakeableQueue>();
  const arnOf = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;
  const byArn = (arn: string): Queue | undefined => queues.get(arn.split(':').at(-1) ?? '');
  const wake = (name: string): void => queues.get(name)?.wake();

  const open = (row: QueueRow): WakeableQueue => {
    const arn = arnOf(row.name);
    const queue = openQueue(row, { store, tables, clock, record, randomId, arn, accountId, byArn, wake, faults });
    queues.set(row.name, queue);
    return queue;
  };
  for (const row of tables.queues()) open(row);
  const moves = openMessageMoves({ store, tables, clock, randomId, queues, faults });

  const create = (name: string, attributes: Readonly<Record<string, string>> = {}): Queue => {
    if (!/^[\w-]{1,80}$/.test(name)) {
      throw invalidParameterValue(
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    }
    const existing = queues.get(name);
    const before = existing?.describe().settings ?? defaultSettings;
    const settings = changeSettings(before, attributes, (arn) => byArn(arn) !== undefined);
    if (!existing) {
      const row = { name, created: clock.now(), modified: clock.now(), settings };
      tables.putQueue(row);
      return open(row);
    }
    const was = settingsText(before);
    const differing = Object.entries(settingsText(settings)).find(([member, value]) => was[member] !== value);
    if (!differing) return existing;
    throw new AwsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${differing[0]}`,
      400,
      { queryCode: 'QueueAlreadyExists' },
    );
  };

  /** Stamped within the minute that ends, whose state this is. */
  const vendSizes = (queue: Queue, tick: number): void => {
    const { visible, notVisible, delayed, oldest } = queue.counts();
    const vend = (name: string, value: number, unit: 'Count' | 'Seconds' = 'Count'): void =>
      record({ namespace: 'AWS/SQS', name, dimensions: { QueueName: queue.name }, unit, timestamp: tick - 1, value });
    vend('ApproximateAgeOfOldestMessage', oldest === undefined ? 0 : Math.floor((tick - oldest) / 1_000), 'Seconds');
    vend('ApproximateNumberOfMessagesVisible', visible);
    vend('ApproximateNumberOfMessagesNotVisible', notVisible);
    vend('ApproximateNumberOfMessagesDelayed', delayed);
  };

  const stopTicking = clock.every(minuteMs, (tick) => {
    for (const queue of queues.values()) {
      queue.expire();
      vendSizes(queue, tick);
    }
  });

  return {
    create,
    get: (name) => queues.get(name),
    byArn,
    list: () => [...queues.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    moves,
    wake: () => {
      for (const queue of queues.values()) queue.wake();
    },
    discard: tables.deleteBody,
    stop: () => {
      stopTicking();
      moves.stop();
      for (const queue of queues.values()) queue.stop();
    },
  };
}
