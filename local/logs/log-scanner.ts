import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { BlockColumns } from './columns/column-tables.ts';
import type { LogColumns } from './columns/log-columns.ts';
import type { StoredLogEvent } from './log-store.ts';

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

/** Reads events of several groups. */
export interface LogScanner {
  /** Events page by page, from columns where those have what is needed. */
  scan(scope: RawScope): Iterable<RawPage>;
  find(id: number): RawLogEvent | undefined;
  /** The least id of all events, beyond all when there are none. */
  firstId(): number;
}

const SCANNED = 'SELECT id, group_id, stream_id, timestamp, ingestion, message FROM log_event';
const PAGE_SIZE = 1_000;
/** Reading the table in its own order takes a fifth of the time of finding each event by the index. */
const WORTH_OF_ORDER = 5;
/** And reading columns even less. */
const WORTH_OF_COLUMNS = 100;

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

/** Prepares the scanner of the log store's events and their columns. */
export function createLogScanner(
  store: DatabaseSync,
  columns: Pick<LogColumns, 'read' | 'firstOf' | 'blockSize'>,
): LogScanner {
  const extent = store.prepare(`
    SELECT count(*) AS events, min(id) AS first, max(id) AS last, min(timestamp) AS earliest
    FROM log_event INDEXED BY log_event_time WHERE group_id = ? AND timestamp BETWEEN ? AND ?`);
  const inOrder = prepareArrays(
    store,
    `${SCANNED} NOT INDEXED WHERE id BETWEEN ? AND ? AND timestamp BETWEEN ? AND ? AND group_id IN (SELECT value FROM json_each(?))`,
  );
  const ofGroup = prepareArrays(
    store,
    `${SCANNED} INDEXED BY log_event_time WHERE group_id = ? AND timestamp <= ? AND (timestamp, id) > (?, ?) ORDER BY timestamp, id LIMIT ${PAGE_SIZE}`,
  );
  const byId = prepareArrays(store, `${SCANNED} WHERE id = ?`);
  const leastId = store.prepare('SELECT min(id) AS id FROM log_event');

  function* scanGroup(groupId: number, { start, end }: RawScope): Iterable<RawPage> {
    let [timestamp, id] = [start, 0];
    for (;;) {
      const events = ofGroup.all(groupId, end, timestamp, id).map(toRawEvent);
      if (events.length > 0) yield { kind: 'lines', events };
      const last = events.at(-1);
      if (!last || events.length < PAGE_SIZE) return;
      ({ timestamp, id } = last);
    }
  }

  function* scanInOrder(first: number, last: number, { groupIds, start, end }: RawScope): Iterable<RawPage> {
    const groups = JSON.stringify(groupIds);
    for (let id = first; id <= last; id += PAGE_SIZE) {
      const events = inOrder.all(id, Math.min(id + PAGE_SIZE - 1, last), start, end, groups).map(toRawEvent);
      yield { kind: 'lines', events };
    }
  }

  function* scanBlocks(extents: readonly Extent[], scope: RawScope): Iterable<RawPage> {
    const { first, last } = spanOf(extents);
    for (let block = columns.firstOf(first); block <= last; block += columns.blockSize) {
      const found = scope.fields && columns.read(block, scope.fields);
      if (found)
        yield { kind: 'columns', first: block, block: found, places: placesIn(found, block, extents, scope.end) };
      else yield* scanInOrder(Math.max(block, first), Math.min(block + columns.blockSize - 1, last), scope);
    }
  }

  function* scan(scope: RawScope): Iterable<RawPage> {
    const extents: Extent[] = [];
    for (const groupId of scope.groupIds) {
      const { events, first, last, earliest } = extent.get(groupId, scope.start, scope.end) ?? {};
      const found = { groupId, events: Number(events), first: Number(first), last: Number(last) };
      if (found.events > 0) extents.push({ ...found, earliest: Number(earliest) });
      // Counting takes a while: others may have a turn.
      yield { kind: 'lines', events: [] };
    }
    if (extents.length === 0) return;
    const { first, last, events } = spanOf(extents);
    const worth = scope.fields ? WORTH_OF_COLUMNS : WORTH_OF_ORDER;
    if (events * worth >= last - first) yield* scanBlocks(extents, scope);
    else for (const { groupId } of extents) yield* scanGroup(groupId, scope);
  }

  return {
    scan,
    find: (id) => byId.all(id).map(toRawEvent)[0],
    firstId: () => Number(leastId.get()?.id ?? Number.MAX_SAFE_INTEGER),
  };
}

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
