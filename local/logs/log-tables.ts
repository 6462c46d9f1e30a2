import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { inTransaction } from '../store.ts';
import type { BlockColumns } from './columns/column-tables.ts';
import type { LogColumns } from './columns/log-columns.ts';
import type { LogEvent, LogGroup, LogQuery, LogStream, StoredLogEvent } from './log-store.ts';

export type LogRow = {
  readonly group: LogGroup;
  readonly stream: LogStream;
  readonly event: LogEvent;
  readonly ingestion: number;
};

/** An event with the ids of its group and stream. */
export type RawLogEvent = Omit<StoredLogEvent, 'logStream'> & { readonly groupId: number; readonly streamId: number };

/** A page of a scan: lines, or their columns with the places in them of the lines that are meant. */
export type RawPage =
  | { readonly kind: 'lines'; readonly events: readonly RawLogEvent[] }
  | {
      readonly kind: 'columns';
      readonly first: number;
      readonly places: readonly number[];
      readonly block: BlockColumns;
    };

/** Which events to scan: of some groups, in a closed range of timestamps; when fields are given, those are all that is needed. */
export type RawScope = {
  readonly groupIds: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly fields: readonly string[] | undefined;
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
  /** Events page by page, from columns where those have what is needed. */
  scan(scope: RawScope, columns: LogColumns): Iterable<RawPage>;
  /** The least id of all events, beyond all when there are none. */
  firstId(): number;
  find(id: number): RawLogEvent | undefined;
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

const scanned = 'SELECT id, group_id, stream_id, timestamp, ingestion, message FROM log_event';
const pageSize = 1_000;
/** Reading the table in its own order takes a fifth of the time of finding each event by the index. */
const worthOfOrder = 5;
/** And reading columns even less. */
const worthOfColumns = 100;

/** Where a group's events of a range are. */
type Extent = {
  readonly groupId: number;
  readonly events: number;
  readonly first: number;
  readonly last: number;
  readonly earliest: number;
};

const spanOf = (extents: readonly Extent[]): Pick<Extent, 'first' | 'last' | 'events'> => ({
  first: Math.min(...extents.map(({ first }) => first)),
  last: Math.max(...extents.map(({ last }) => last)),
  events: extents.reduce((sum, { events }) => sum + events, 0),
});

/** The lines of a block that still are, and that the range holds: columns keep those, too, that were deleted since. */
function placesIn({ lines }: BlockColumns, block: number, extents: readonly Extent[], end: number): number[] {
  const ofGroup: (Extent | undefined)[] = [];
  for (const found of extents) ofGroup[found.groupId] = found;
  const places: number[] = [];
  for (const [place, group] of lines.groups.entries()) {
    const found = ofGroup[group];
    const timestamp = lines.timestamps[place] ?? 0;
    if (found && block + place >= found.first && timestamp >= found.earliest && timestamp <= end) places.push(place);
  }
  return places;
}

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

  const extent = store.prepare(`
    SELECT count(*) AS events, min(id) AS first, max(id) AS last, min(timestamp) AS earliest
    FROM log_event INDEXED BY log_event_time WHERE group_id = ? AND timestamp BETWEEN ? AND ?`);
  const inOrder = prepareArrays(
    store,
    `${scanned} NOT INDEXED WHERE id BETWEEN ? AND ? AND timestamp BETWEEN ? AND ? AND group_id IN (SELECT value FROM json_each(?))`,
  );
  const ofGroup = prepareArrays(
    store,
    `${scanned} INDEXED BY log_event_time WHERE group_id = ? AND timestamp <= ? AND (timestamp, id) > (?, ?) ORDER BY timestamp, id LIMIT ${pageSize}`,
  );
  const byId = prepareArrays(store, `${scanned} WHERE id = ?`);
  const leastId = store.prepare('SELECT min(id) AS id FROM log_event');

  function* scanGroup(groupId: number, { start, end }: RawScope): Iterable<RawPage> {
    let [timestamp, id] = [start, 0];
    for (;;) {
      const events = ofGroup.all(groupId, end, timestamp, id).map(toRawEvent);
      if (events.length > 0) yield { kind: 'lines', events };
      const last = events.at(-1);
      if (!last || events.length < pageSize) return;
      ({ timestamp, id } = last);
    }
  }

  function* scanInOrder(first: number, last: number, { groupIds, start, end }: RawScope): Iterable<RawPage> {
    const groups = JSON.stringify(groupIds);
    for (let id = first; id <= last; id += pageSize) {
      const events = inOrder.all(id, Math.min(id + pageSize - 1, last), start, end, groups).map(toRawEvent);
      yield { kind: 'lines', events };
    }
  }

  function* scanBlocks(extents: readonly Extent[], scope: RawScope, columns: LogColumns): Iterable<RawPage> {
    const { first, last } = spanOf(extents);
    for (let block = columns.firstOf(first); block <= last; block += columns.blockSize) {
      const found = scope.fields && columns.read(block, scope.fields);
      if (found)
        yield { kind: 'columns', first: block, block: found, places: placesIn(found, block, extents, scope.end) };
      else yield* scanInOrder(Math.max(block, first), Math.min(block + columns.blockSize - 1, last), scope);
    }
  }

  function* scan(scope: RawScope, columns: LogColumns): Iterable<RawPage> {
    const extents: Extent[] = [];
    for (const groupId of scope.groupIds) {
      const { events, first, last, earliest } = one(extent.get(groupId, scope.start, scope.end));
      const found = { groupId, events: Number(events), first: Number(first), last: Number(last) };
      if (found.events > 0) extents.push({ ...found, earliest: Number(earliest) });
      // Counting takes a while: others may have a turn.
      yield { kind: 'lines', events: [] };
    }
    if (extents.length === 0) return;
    const { first, last, events } = spanOf(extents);
    const worth = scope.fields ? worthOfColumns : worthOfOrder;
    if (events * worth >= last - first) yield* scanBlocks(extents, scope, columns);
    else for (const { groupId } of extents) yield* scanGroup(groupId, scope);
  }

  return {
    scan,
    find: (id) => byId.all(id).map(toRawEvent)[0],
    firstId: () => Number(leastId.get()?.id ?? Number.MAX_SAFE_INTEGER),
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

/** Rows as arrays are read in half the time. */
function prepareArrays(store: DatabaseSync, sql: string): { all(...values: readonly SQLInputValue[]): unknown[][] } {
  const statement = store.prepare(sql);
  statement.setReturnArrays(true);
  return {
    all: (...values) => {
      // The types know rows as objects alone.
      const rows: readonly unknown[] = statement.all(...values);
      return rows.filter(Array.isArray);
    },
  };
}

const toRawEvent = ([id, groupId, streamId, timestamp, ingestion, message]: readonly unknown[]): RawLogEvent => ({
  id: Number(id),
  groupId: Number(groupId),
  streamId: Number(streamId),
  timestamp: Number(timestamp),
  ingestionTime: Number(ingestion),
  message: String(message),
});
