import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import { inTransaction } from '../store.ts';
import { createMoveTaskTables, type MoveTask } from './move-task-tables.ts';
import type { WakeableQueue } from './queue.ts';
import type { QueueFaults } from './queue-faults.ts';
import type { MessageRow, QueueTables } from './queue-tables.ts';
import { invalidParameterValue } from './sqs-errors.ts';

/** Moves of messages out of dead-letter queues; tasks survive restarts and go on after them. */
export interface MessageMoves {
  /** Starts a task and gives its handle; AwsError as StartMessageMoveTask answers. */
  start(move: Pick<MoveTask, 'source' | 'destination' | 'rate'>): string;
  /** The tasks of a source, the latest first; ResourceNotFoundException for one that is no queue. */
  list(source: string, limit: number): readonly MoveTask[];
  /** Ends a running task and says how much it has moved; AwsError as CancelMessageMoveTask answers. */
  cancel(handle: string): number;
  stop(): void;
}

export type MessageMovesOptions = {
  readonly store: DatabaseSync;
  readonly tables: Pick<QueueTables, 'visible'>;
  readonly clock: Pick<Clock, 'now' | 'at'>;
  readonly randomId: () => string;
  readonly queues: ReadonlyMap<string, WakeableQueue>;
  readonly faults: QueueFaults;
};

/** The most messages a second that a task may be asked to move; one that is asked for no rate moves as many. */
export const MOST_A_SECOND = 500;
const secondMs = 1_000;

const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);
const unsupported = (message: string): AwsError => new AwsError('UnsupportedOperation', message);

/** Opens the tasks in the store; those that were running go on at once. */
export function openMessageMoves(options: MessageMovesOptions): MessageMoves {
  const { store, tables, clock, randomId, queues, faults } = options;
  const tasks = createMoveTaskTables(store);
  const timers = new Map<string, () => void>();

  const queueOf = (arn: string): WakeableQueue | undefined => [...queues.values()].find((queue) => queue.arn === arn);

  const existing = (arn: string, parameter: string): WakeableQueue => {
    const queue = queueOf(arn);
    if (queue) return queue;
    throw notFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
  };

  /** Moves one second's messages, or as many as have a place to go; says which queues they came to. */
  const move = (task: MoveTask, source: WakeableQueue): ReadonlySet<WakeableQueue> => {
    const most = Math.min(task.rate ?? MOST_A_SECOND, task.toMove - task.moved);
    const messages = tables.visible(source.name, clock.now(), most);
    const targetOf = ({ deadLetterSource }: MessageRow) => queueOf(task.destination ?? deadLetterSource ?? '');
    const targets = messages.map(targetOf);
    const lost = targets.indexOf(undefined);
    const moving = lost < 0 ? messages : messages.slice(0, lost);
    const reached = new Set(targets.slice(0, moving.length).flatMap((target) => target ?? []));
    for (const { name } of reached) faults.check(name, 'SendMessage');
    for (const [n, { id }] of moving.entries()) targets[n]?.takeOver(id);
    const moved = task.moved + moving.length;
    const over = moved >= task.toMove || messages.length < most;
    const failure = lost < 0 ? undefined : 'CouldNotDetermineMessageSource';
    const status = failure ? 'FAILED' : over ? 'COMPLETED' : 'RUNNING';
    tasks.update({ handle: task.handle, status, moved, failure });
    return reached;
  };

  const step = (handle: string): void => {
    const task = tasks.get(handle);
    const source = task && queueOf(task.source);
    if (!source) return;
    try {
      faults.check(source.name, 'ReceiveMessage');
      for (const queue of inTransaction(store, () => move(task, source))) queue.wake();
    } catch (error) {
      // What SQS cannot do now is tried again in the next second.
      if (!(error instanceof AwsError)) throw error;
    } finally {
      if (tasks.get(handle)?.status === 'RUNNING') goOn(handle, clock.now() + secondMs);
    }
  };

  const goOn = (handle: string, at: number): void => {
    const cancel = clock.at(at, () => {
      timers.delete(handle);
      step(handle);
    });
    timers.set(handle, cancel);
  };

  for (const { handle } of tasks.running()) goOn(handle, clock.now());

  return {
    start: ({ source, destination, rate }) => {
      const { name } = existing(source, 'SourceArn');
      if (destination !== undefined) existing(destination, 'DestinationArn');
      if (destination === source) throw invalidParameterValue('Source and destination queues must be different.');
      const settings = [...queues.values()].map((queue) => queue.describe().settings);
      if (!settings.some(({ redrive }) => redrive?.deadLetterTargetArn === source))
        throw invalidParameterValue('Source queue must be configured as a Dead Letter Queue.');
      if (tasks.ofSource(source, 1)[0]?.status === 'RUNNING')
        throw unsupported('There is already a task running. Only one active task is allowed for a source queue.');
      const started = clock.now();
      const handle = Buffer.from(JSON.stringify({ taskId: randomId(), sourceArn: source })).toString('base64');
      const toMove = queues.get(name)?.counts().visible ?? 0;
      const task = { handle, source, destination, rate, toMove, started, moved: 0, failure: undefined };
      inTransaction(store, () => tasks.insert({ ...task, status: 'RUNNING' }));
      goOn(handle, started);
      return handle;
    },
    list: (source, limit) => tasks.ofSource(existing(source, 'SourceArn').arn, limit),
    cancel: (handle) => {
      const task = tasks.get(handle);
      if (!task) throw notFound('Task does not exist.');
      if (task.status !== 'RUNNING') throw unsupported('Only active tasks can be cancelled.');
      timers.get(handle)?.();
      timers.delete(handle);
      tasks.update({ ...task, status: 'CANCELLED' });
      return task.moved;
    },
    stop: () => {
      for (const cancel of timers.values()) cancel();
    },
  };
}
