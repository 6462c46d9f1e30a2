import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../store.ts';
import type { LogEvent, LogGroup, LogQuery, LogStream, StoredLogEvent } from './log-store.ts';

export type LogRow = {
  readonly group: LogGroup;
  readonly stream: LogStream;
  readonly event: LogEvent;
  readonly ingestion: number;
};

/** The log store's SQL. */
export interface LogTables {
  groups(): LogGroup[];
  streams(groupId: number): LogStream[];
  addGroup(name: string, now: number): LogGroup;
  addStream(groupId: number, name: string, now: number): LogStream;
  setRetention(groupId: number, days: number | undefined): void;
  /** Writes events in one transaction and deletes the oldest beyond `maxEvents`; gives the ids of those written. */
  write(rows: readonly LogRow[], maxEvents: number): readonly number[];
  read(groupId: number, query: LogQuery): Iterable<StoredLogEvent>;
  deleteBefore(groupId: number, timestamp: number): void;
  /** Deletes the group's streams without events that were made, and last written, before a time; gives their names. */
  deleteEmptyStreams(groupId: number, timestamp: number): string[];
}

const schema = `
  CREATE TABLE IF NOT EXISTS log_group (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, retention_days INTEGER, stored_bytes INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS log_stream (
    id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
    first_event INTEGER, last_event INTEGER, last_ingestion INTEGER, UNIQUE (group_id, name));
  CREATE TABLE IF NOT EXISTS log_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL, stream_id INTEGER NOT NULL,
    timestamp INTEGER NOT NULL, ingestion INTEGER NOT NULL, message TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS log_event_time ON log_event (group_id, timestamp, id);`;

const columns = 'e.id, e.timestamp, e.ingestion, e.message, s.name AS stream';
const range =
  'FROM log_event e JOIN log_stream s ON s.id = e.stream_id WHERE e.group_id = ? AND e.timestamp BETWEEN ? AND ?';

type SqlRow = Record<string, unknown>;

/** Creates the tables when missing and prepares their statements. */
export function createLogTables(store: DatabaseSync): LogTables {
  store.exec(schema);
  const insertEvent = store.prepare(
    'INSERT INTO log_event (group_id, stream_id, timestamp, ingestion, message) VALUES (?, ?, ?, ?, ?)',
  );
  const updateStream = store.prepare(
    'UPDATE log_stream SET first_event = ?, last_event = ?, last_ingestion = ? WHERE id = ?',
  );
  const updateGroup = store.prepare('UPDATE log_group SET stored_bytes = ? WHERE id = ?');
  const trim = store.prepare('DELETE FROM log_event WHERE id <= (SELECT max(id) FROM log_event) - ?');
  const forward = `SELECT ${columns} ${range} AND (e.timestamp, e.id) > (?, ?) ORDER BY e.timestamp, e.id`;
  const backward = `SELECT ${columns} ${range} AND (e.timestamp, e.id) < (?, ?) ORDER BY e.timestamp DESC, e.id DESC`;
  const deleteOld = store.prepare('DELETE FROM log_event WHERE group_id = ? AND timestamp < ?');

  const deleteStreams = store.prepare(`
    DELETE FROM log_stream WHERE group_id = ?1 AND coalesce(last_ingestion, created) < ?2
    AND id NOT IN (SELECT stream_id FROM log_event WHERE group_id = ?1) RETURNING name`);

  return {
    groups: () => store.prepare('SELECT * FROM log_group').all().map(toGroup),
    streams: (groupId) => store.prepare('SELECT * FROM log_stream WHERE group_id = ?').all(groupId).map(toStream),
    addGroup: (name, now) =>
      toGroup(one(store.prepare('INSERT INTO log_group (name, created) VALUES (?, ?) RETURNING *').get(name, now))),
    addStream: (groupId, name, now) => {
      const insert = store.prepare('INSERT INTO log_stream (group_id, name, created) VALUES (?, ?, ?) RETURNING *');
      return toStream(one(insert.get(groupId, name, now)));
    },
    setRetention: (groupId, days) => {
      store.prepare('UPDATE log_group SET retention_days = ? WHERE id = ?').run(days ?? null, groupId);
    },
    write: (rows, maxEvents) =>
      inTransaction(store, () => {
        const ids = rows.map(({ group, stream, event, ingestion }) =>
          Number(insertEvent.run(group.id, stream.id, event.timestamp, ingestion, event.message).lastInsertRowid),
        );
        for (const stream of new Set(rows.map((row) => row.stream))) {
          updateStream.run(
            stream.firstEvent ?? null,
            stream.lastEvent ?? null,
            stream.lastIngestion ?? null,
            stream.id,
          );
        }
        for (const group of new Set(rows.map((row) => row.group))) updateGroup.run(group.storedBytes, group.id);
        trim.run(maxEvents);
        return ids;
      }),
    read: function* (groupId, { start, end, direction, beyond }) {
      // A statement of its own for each reading: two readers must not share a cursor.
      const statement = store.prepare(direction === 'forward' ? forward : backward);
      const from = beyond ?? (direction === 'forward' ? { timestamp: start, id: 0 } : { timestamp: end + 1, id: 0 });
      for (const row of statement.iterate(groupId, start, end, from.timestamp, from.id)) yield toEvent(row);
    },
    deleteBefore: (groupId, timestamp) => void deleteOld.run(groupId, timestamp),
    deleteEmptyStreams: (groupId, timestamp) => deleteStreams.all(groupId, timestamp).map((row) => String(row.name)),
  };
}

function one(row: SqlRow | undefined): SqlRow {
  if (!row) throw new Error('The statement returned no row.');
  return row;
}

const optional = (value: unknown): number | undefined => (value === null ? undefined : Number(value));

const toGroup = (row: SqlRow): LogGroup => ({
  id: Number(row.id),
  name: String(row.name),
  created: Number(row.created),
  retentionDays: optional(row.retention_days),
  storedBytes: Number(row.stored_bytes),
});

const toStream = (row: SqlRow): LogStream => ({
  id: Number(row.id),
  name: String(row.name),
  created: Number(row.created),
  firstEvent: optional(row.first_event),
  lastEvent: optional(row.last_event),
  lastIngestion: optional(row.last_ingestion),
});

const toEvent = (row: SqlRow): StoredLogEvent => ({
  id: Number(row.id),
  timestamp: Number(row.timestamp),
  ingestionTime: Number(row.ingestion),
  message: String(row.message),
  logStream: String(row.stream),
});
