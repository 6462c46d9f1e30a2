import type { DatabaseSync } from 'node:sqlite';
import type { MessageAttributes } from './message-attributes.ts';
import type { QueueSettings } from './queue-attributes.ts';

/** A message as it is kept; times are virtual epoch milliseconds. */
export type MessageRow = {
  readonly id: number;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceHeader: string | undefined;
  readonly sentAt: number;
  readonly visibleAt: number;
  /** Receives over all queues, and in this one. */
  readonly receiveCount: number;
  readonly queueReceiveCount: number;
  readonly firstReceivedAt: number | undefined;
  readonly deadLetterSource: string | undefined;
};

export type QueueRow = {
  readonly name: string;
  readonly created: number;
  readonly modified: number;
  readonly settings: QueueSettings;
};

export type QueueCounts = {
  readonly visible: number;
  readonly notVisible: number;
  readonly delayed: number;
  /** When the oldest message was sent. */
  readonly oldest: number | undefined;
};

/** SQS's SQL; each call commits by itself unless a transaction is open. */
export interface QueueTables {
  queues(): QueueRow[];
  putQueue(queue: QueueRow): void;
  insert(
    queue: string,
    message: Omit<MessageRow, 'id' | 'receiveCount' | 'queueReceiveCount' | 'firstReceivedAt' | 'deadLetterSource'>,
  ): void;
  /** Visible messages, the longest visible first. */
  visible(queue: string, now: number, limit: number): MessageRow[];
  markReceived(id: number, receipt: string, visibleAt: number, now: number): void;
  moveToDeadLetters(id: number, target: string, source: string, now: number): void;
  /** Moves a message as if it had just been sent: with another id, received by nobody yet. */
  moveAnew(id: number, target: string, sent: Pick<MessageRow, 'messageId' | 'sentAt' | 'visibleAt'>): void;
  /** The row that a receipt was given for, if it is the latest receipt and the message is still there. */
  received(queue: string, id: number, receipt: string): { readonly visibleAt: number } | undefined;
  exists(queue: string, id: number): boolean;
  delete(queue: string, id: number, receipt: string): boolean;
  setVisibleAt(id: number, visibleAt: number): void;
  /** The next time a message of the queue becomes visible. */
  nextVisible(queue: string, now: number): number | undefined;
  counts(queue: string, now: number): QueueCounts;
  deleteSentBefore(queue: string, time: number): void;
  purge(queue: string): void;
  /** Deletes every message that says this, from all queues. */
  deleteBody(body: string): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS sqs_queue (name TEXT PRIMARY KEY, created INTEGER NOT NULL, modified INTEGER NOT NULL, settings TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS sqs_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, trace_header TEXT, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
    receive_count INTEGER NOT NULL DEFAULT 0, queue_receive_count INTEGER NOT NULL DEFAULT 0,
    first_received_at INTEGER, dead_letter_source TEXT, receipt TEXT);
  CREATE INDEX IF NOT EXISTS sqs_message_visible ON sqs_message (queue, visible_at, id);`;

/** Creates the tables when missing and prepares their statements. */
export function createQueueTables(store: DatabaseSync): QueueTables {
  store.exec(schema);
  const putQueue = store.prepare(
    'INSERT OR REPLACE INTO sqs_queue (name, created, modified, settings) VALUES (?, ?, ?, ?)',
  );
  const insert = store.prepare(`
    INSERT INTO sqs_message (queue, message_id, body, attributes, trace_header, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const visible = store.prepare(
    'SELECT * FROM sqs_message WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, id LIMIT ?',
  );
  const markReceived = store.prepare(`
    UPDATE sqs_message SET receipt = ?, visible_at = ?, receive_count = receive_count + 1,
    queue_receive_count = queue_receive_count + 1, first_received_at = coalesce(first_received_at, ?) WHERE id = ?`);
  const move = store.prepare(`
    UPDATE sqs_message SET queue = ?, dead_letter_source = ?, visible_at = ?, queue_receive_count = 0, receipt = NULL WHERE id = ?`);
  const moveAnew = store.prepare(`
    UPDATE sqs_message SET queue = ?, message_id = ?, sent_at = ?, visible_at = ?, receive_count = 0,
    queue_receive_count = 0, first_received_at = NULL, dead_letter_source = NULL, receipt = NULL WHERE id = ?`);
  const received = store.prepare('SELECT visible_at FROM sqs_message WHERE id = ? AND queue = ? AND receipt = ?');
  const exists = store.prepare('SELECT 1 FROM sqs_message WHERE id = ? AND queue = ?');
  const remove = store.prepare('DELETE FROM sqs_message WHERE id = ? AND queue = ? AND receipt = ?');
  const setVisibleAt = store.prepare('UPDATE sqs_message SET visible_at = ? WHERE id = ?');
  const nextVisible = store.prepare('SELECT min(visible_at) AS at FROM sqs_message WHERE queue = ? AND visible_at > ?');
  const counts = store.prepare(`
    SELECT count(*) FILTER (WHERE visible_at <= ?1) AS visible,
    count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NOT NULL) AS not_visible,
    count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NULL) AS delayed, min(sent_at) AS oldest
    FROM sqs_message WHERE queue = ?2`);
  const deleteOld = store.prepare('DELETE FROM sqs_message WHERE queue = ? AND sent_at < ?');
  const purge = store.prepare('DELETE FROM sqs_message WHERE queue = ?');
  const deleteBody = store.prepare('DELETE FROM sqs_message WHERE body = ?');

  return {
    queues: () => store.prepare('SELECT * FROM sqs_queue').all().map(toQueue),
    putQueue: ({ name, created, modified, settings }) =>
      void putQueue.run(name, created, modified, JSON.stringify(settings)),
    insert: (queue, { messageId, body, attributes, traceHeader, sentAt, visibleAt }) =>
      void insert.run(queue, messageId, body, JSON.stringify(attributes), traceHeader ?? null, sentAt, visibleAt),
    visible: (queue, now, limit) => visible.all(queue, now, limit).map(toMessage),
    markReceived: (id, receipt, visibleAt, now) => void markReceived.run(receipt, visibleAt, now, id),
    moveToDeadLetters: (id, target, source, now) => void move.run(target, source, now, id),
    moveAnew: (id, target, { messageId, sentAt, visibleAt }) =>
      void moveAnew.run(target, messageId, sentAt, visibleAt, id),
    received: (queue, id, receipt) => {
      const row = received.get(id, queue, receipt);
      return row && { visibleAt: Number(row.visible_at) };
    },
    exists: (queue, id) => exists.get(id, queue) !== undefined,
    delete: (queue, id, receipt) => Number(remove.run(id, queue, receipt).changes) > 0,
    setVisibleAt: (id, visibleAt) => void setVisibleAt.run(visibleAt, id),
    nextVisible: (queue, now) => optional(nextVisible.get(queue, now)?.at),
    counts: (queue, now) => {
      const row = counts.get(now, queue);
      return {
        visible: Number(row?.visible ?? 0),
        notVisible: Number(row?.not_visible ?? 0),
        delayed: Number(row?.delayed ?? 0),
        oldest: optional(row?.oldest),
      };
    },
    deleteSentBefore: (queue, time) => void deleteOld.run(queue, time),
    purge: (queue) => void purge.run(queue),
    deleteBody: (body) => void deleteBody.run(body),
  };
}

type SqlRow = Record<string, unknown>;
const optional = (value: unknown): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);
const optionalText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const toQueue = (row: SqlRow): QueueRow => ({
  name: String(row.name),
  created: Number(row.created),
  modified: Number(row.modified),
  settings: JSON.parse(String(row.settings)),
});

const toMessage = (row: SqlRow): MessageRow => ({
  id: Number(row.id),
  messageId: String(row.message_id),
  body: String(row.body),
  attributes: JSON.parse(String(row.attributes)),
  traceHeader: optionalText(row.trace_header),
  sentAt: Number(row.sent_at),
  visibleAt: Number(row.visible_at),
  receiveCount: Number(row.receive_count),
  queueReceiveCount: Number(row.queue_receive_count),
  firstReceivedAt: optional(row.first_received_at),
  deadLetterSource: optionalText(row.dead_letter_source),
});
