import type { DatabaseSync } from 'node:sqlite';
import type { Contact } from '../../functions/lib/channels/channel.ts';
import type { ReceiverName } from '../faults/channel-failures.ts';

/** What a receiver took; `at` is virtual epoch milliseconds. */
export type ReceivedMessage = {
  readonly at: number;
  readonly channel: ReceiverName;
  readonly contact: Contact;
  readonly subject: string;
  readonly body: string;
};

/** A received message as the control API lists it, like the deliveries of SNS. */
export type ListedMessage = Omit<ReceivedMessage, 'at'> & {
  readonly id: string;
  /** ISO 8601, virtual time. */
  readonly at: string;
  /** The address that was told. */
  readonly endpoint: string;
  readonly topic: '';
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS received_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, channel TEXT NOT NULL, contact TEXT NOT NULL,
    subject TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS received_message_at ON received_message (at, id);`;

/** So many messages are kept; the oldest go first. */
const MOST = 5_000;

/** What was received, in the telemetry database: it survives restarts. */
export function openReceivedMessages(store: DatabaseSync) {
  store.exec(SCHEMA);
  const add = store.prepare(
    'INSERT INTO received_message (at, channel, contact, subject, body) VALUES (?, ?, ?, ?, ?)',
  );
  const trim = store.prepare('DELETE FROM received_message WHERE id <= ?');
  return {
    add: ({ at, channel, contact, subject, body }: ReceivedMessage): void => {
      const { lastInsertRowid } = add.run(at, channel, contact, subject, body);
      trim.run(Number(lastInsertRowid) - MOST);
    },
    since: (time: number): readonly ListedMessage[] =>
      store
        .prepare('SELECT * FROM received_message WHERE at >= ? ORDER BY at, id')
        .all(time)
        .map((row) => ({
          id: `received/${row.id}`,
          at: new Date(Number(row.at)).toISOString(),
          channel: row.channel as ReceiverName,
          contact: row.contact as Contact,
          endpoint: `${row.channel}/${row.contact}`,
          topic: '',
          subject: String(row.subject),
          body: String(row.body),
        })),
  };
}
export type ReceivedMessages = ReturnType<typeof openReceivedMessages>;
