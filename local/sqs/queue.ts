import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { RecordMetric } from '../aws/record-metric.ts';
import type { Clock } from '../clock.ts';
import { inTransaction } from '../store.ts';
import { attributesSize, type MessageAttributes, md5OfAttributes } from './message-attributes.ts';
import type { QueueSettings } from './queue-attributes.ts';
import type { QueueFaults } from './queue-faults.ts';
import type { MessageRow, QueueCounts, QueueRow, QueueTables } from './queue-tables.ts';
import { parseReceiptHandle, receiptHandle } from './receipt-handle.ts';
import { invalidParameterValue, sqsError } from './sqs-errors.ts';

export type OutgoingMessage = {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** The system attribute AWSTraceHeader. */
  readonly traceHeader?: string;
  /** The queue's own DelaySeconds unless given. */
  readonly delaySeconds?: number;
};

export type SentMessage = {
  readonly messageId: string;
  readonly md5OfBody: string;
  readonly md5OfAttributes: string | undefined;
};

export type ReceivedMessage = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** SentTimestamp, ApproximateReceiveCount, AWSTraceHeader and the other system attributes, as text. */
  readonly systemAttributes: Readonly<Record<string, string>>;
  readonly messageAttributes: MessageAttributes;
};

/** A standard queue: durable, at least once, in virtual time; AwsError from a call that it cannot do now. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  describe(): QueueRow;
  counts(): QueueCounts;
  change(settings: QueueSettings): void;
  send(message: OutgoingMessage): SentMessage;
  /** Up to `max` visible messages, hidden for the queue's visibility timeout unless given; those received too often go to the dead-letter queue instead. */
  receive(max: number, visibilityTimeoutSeconds?: number): readonly ReceivedMessage[];
  /** Deletes the message unless it has been received again since; ReceiptHandleIsInvalid for a handle that is none. */
  delete(receiptHandle: string): void;
  changeVisibility(receiptHandle: string, seconds: number): void;
  purge(): void;
  /** Told, until the returned function is called, whenever a message may have become visible. */
  onAvailable(listener: () => void): () => void;
  /** Deletes what is past its retention. */
  expire(): void;
}

export type QueueDependencies = {
  readonly store: DatabaseSync;
  readonly tables: QueueTables;
  readonly clock: Pick<Clock, 'now' | 'at'>;
  readonly record: RecordMetric;
  readonly randomId: () => string;
  readonly arn: string;
  readonly accountId: string;
  /** The queue of an ARN. */
  readonly byArn: (arn: string) => Queue | undefined;
  /** Wakes another queue's consumers, after messages moved there. */
  readonly wake: (name: string) => void;
  readonly faults: QueueFaults;
};

/** A queue, with the ways to wake its consumers, to take a message of another queue over as a new one, and to end its timer. */
export type WakeableQueue = Queue & { wake(): void; takeOver(id: number): void; stop(): void };

/** So many messages are looked at for those that are not held back. */
const MOST_HELD = 1_000;

/** Opens a queue over its row in the store. */
export function openQueue(initial: QueueRow, dependencies: QueueDependencies): WakeableQueue {
  const { store, tables, clock, record, randomId, arn, faults } = dependencies;
  const { name } = initial;
  const listeners = new Set<() => void>();
  let row = initial;
  let timer: { readonly at: number; readonly cancel: () => void } | undefined;

  const wake = (): void => {
    for (const listener of [...listeners]) listener();
  };

  /** One timer, for the earliest message that becomes visible later. */
  const wakeAt = (at: number | undefined): void => {
    if (at === undefined || (timer && timer.at <= at)) return;
    timer?.cancel();
    const cancel = clock.at(at, () => {
      timer = undefined;
      wake();
      wakeAt(tables.nextVisible(name, clock.now()));
    });
    timer = { at, cancel };
  };

  const vend = (metric: string, value: number, unit: 'Count' | 'Bytes' = 'Count'): void =>
    record({
      namespace: 'AWS/SQS',
      name: metric,
      dimensions: { QueueName: name },
      unit,
      timestamp: clock.now(),
      value,
    });

  const send = ({ body, attributes = {}, traceHeader, delaySeconds }: OutgoingMessage): SentMessage => {
    faults.check(name, 'SendMessage');
    const sentAt = clock.now();
    const visibleAt = sentAt + (delaySeconds ?? row.settings.DelaySeconds) * 1_000;
    const messageId = randomId();
    tables.insert(name, { messageId, body, attributes, traceHeader, sentAt, visibleAt });
    vend('NumberOfMessagesSent', 1);
    vend('SentMessageSize', Buffer.byteLength(body) + attributesSize(attributes), 'Bytes');
    if (visibleAt <= sentAt) wake();
    else wakeAt(visibleAt);
    return { messageId, md5OfBody: md5(body), md5OfAttributes: md5OfAttributes(attributes) };
  };

  const deadLetters = (): Queue | undefined => {
    const { redrive } = row.settings;
    return redrive && dependencies.byArn(redrive.deadLetterTargetArn);
  };

  /** Moves what was received too often out of the way; says how much moved. */
  const redrive = (messages: readonly MessageRow[]): number => {
    const target = deadLetters();
    const most = row.settings.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY;
    const spent = target ? messages.filter((message) => message.queueReceiveCount >= most) : [];
    for (const { id } of spent) tables.moveToDeadLetters(id, target?.name ?? '', arn, clock.now());
    return spent.length;
  };

  /** Messages that may be received, the longest visible first; what is held back is waited for. */
  const receivable = (max: number, now: number): readonly MessageRow[] => {
    const heldUntil = faults.holds(name);
    if (!heldUntil) return tables.visible(name, now, max);
    const rows = tables.visible(name, now, MOST_HELD).map((row) => ({ row, at: heldUntil(row) }));
    const later = rows.flatMap(({ at }) => (at > now ? [at] : []));
    if (later.length > 0) wakeAt(Math.min(...later));
    return rows.flatMap(({ row, at }) => (at > now ? [] : [row])).slice(0, max);
  };

  const take = (
    max: number,
    visibleAt: number,
    now: number,
  ): { messages: readonly ReceivedMessage[]; moved: number } => {
    let moved = 0;
    let rows = receivable(max, now);
    for (let spent = redrive(rows); spent > 0; spent = redrive(rows)) {
      moved += spent;
      rows = receivable(max, now);
    }
    const messages = rows.map((row) => {
      const receipt = randomId();
      tables.markReceived(row.id, receipt, visibleAt, now);
      return toReceived(row, receipt, now, dependencies.accountId);
    });
    return { messages, moved };
  };

  const receive = (max: number, seconds = row.settings.VisibilityTimeout): readonly ReceivedMessage[] => {
    faults.check(name, 'ReceiveMessage');
    const now = clock.now();
    const visibleAt = now + seconds * 1_000;
    const { messages, moved } = inTransaction(store, () => take(max, visibleAt, now));
    if (moved > 0) dependencies.wake(deadLetters()?.name ?? '');
    if (messages.length === 0) vend('NumberOfEmptyReceives', 1);
    else {
      vend('NumberOfMessagesReceived', messages.length);
      wakeAt(visibleAt);
    }
    return messages;
  };

  const changeVisibility = (handle: string, seconds: number): void => {
    faults.check(name, 'ChangeMessageVisibility');
    const { id, receipt } = parseReceiptHandle(handle);
    const now = clock.now();
    const message = tables.received(name, id, receipt);
    if (!message && !tables.exists(name, id)) {
      throw invalidParameterValue(
        `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    }
    if (!message || message.visibleAt <= now)
      throw sqsError('MessageNotInflight', 'The specified message is not in flight.');
    tables.setVisibleAt(id, now + seconds * 1_000);
    if (seconds === 0) wake();
    else wakeAt(now + seconds * 1_000);
  };

  const takeOver = (id: number): void => {
    const sentAt = clock.now();
    const visibleAt = sentAt + row.settings.DelaySeconds * 1_000;
    tables.moveAnew(id, name, { messageId: randomId(), sentAt, visibleAt });
    if (visibleAt > sentAt) wakeAt(visibleAt);
  };

  wakeAt(tables.nextVisible(name, clock.now()));

  return {
    name,
    arn,
    describe: () => row,
    counts: () => tables.counts(name, clock.now()),
    change: (settings) => {
      row = { ...row, settings, modified: clock.now() };
      tables.putQueue(row);
    },
    send,
    receive,
    delete: (handle) => {
      faults.check(name, 'DeleteMessage');
      const { id, receipt } = parseReceiptHandle(handle);
      if (tables.delete(name, id, receipt)) vend('NumberOfMessagesDeleted', 1);
    },
    changeVisibility,
    purge: () => tables.purge(name),
    onAvailable: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    expire: () => tables.deleteSentBefore(name, clock.now() - row.settings.MessageRetentionPeriod * 1_000),
    wake,
    takeOver,
    stop: () => timer?.cancel(),
  };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function toReceived(message: MessageRow, receipt: string, now: number, accountId: string): ReceivedMessage {
  const { messageId, body, traceHeader, deadLetterSource } = message;
  return {
    messageId,
    receiptHandle: receiptHandle({ id: message.id, receipt }),
    body,
    md5OfBody: md5(body),
    messageAttributes: message.attributes,
    systemAttributes: {
      SenderId: accountId,
      SentTimestamp: String(message.sentAt),
      ApproximateReceiveCount: String(message.receiveCount + 1),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? now),
      ...(traceHeader !== undefined && { AWSTraceHeader: traceHeader }),
      ...(deadLetterSource !== undefined && { DeadLetterQueueSourceArn: deadLetterSource }),
    },
  };
}
