import type { DatabaseSync } from 'node:sqlite';
import type { RecordMetric } from '../aws/record-metric.ts';
import { createFlushTimer } from '../flush-timer.ts';
import { warn } from '../warn.ts';
import type { BlockColumns } from './columns/column-tables.ts';
import { openLogColumns } from './columns/log-columns.ts';
import { createLogScanner, type RawLogEvent } from './log-scanner.ts';
import { createLogTables, type LogTables } from './log-tables.ts';

/** A log event as it is put: virtual epoch milliseconds and the line. */
export type LogEvent = { readonly timestamp: number; readonly message: string };

/** A log event as it is read: with its place in the store and its stream. */
export type StoredLogEvent = LogEvent & {
  readonly id: number;
  readonly logStream: string;
  readonly ingestionTime: number;
};

export type LogGroup = {
  readonly id: number;
  readonly name: string;
  readonly created: number;
  /** `undefined`: events never expire. */
  retentionDays: number | undefined;
  storedBytes: number;
};

export type LogStream = {
  readonly id: number;
  readonly name: string;
  readonly created: number;
  firstEvent: number | undefined;
  lastEvent: number | undefined;
  lastIngestion: number | undefined;
};

/** Which events of a group to read: a closed range of timestamps, from one place on, in either direction. */
export type LogQuery = {
  readonly logGroup: string;
  readonly start: number;
  readonly end: number;
  readonly direction: 'forward' | 'backward';
  /** Only events beyond this place, in the direction of reading. */
  readonly beyond?: LogPosition;
};

/** A place between events, which are ordered by timestamp, then id. */
export type LogPosition = { readonly timestamp: number; readonly id: number };

/** An event as a query over several groups sees it; `id` tells it apart from all others. */
export type ScannedEvent = StoredLogEvent & { readonly logGroup: string };

/**
 * Which events to scan: of some groups, in a closed range of timestamps. When fields are given, they are all that is
 * needed of the lines, which need not be read then.
 */
export type LogScope = {
  readonly logGroups: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly fields?: readonly string[];
};

/** Events page by page, in no order that matters; what is put meanwhile need not be among them. */
export type LogPage = { readonly kind: 'lines'; readonly events: readonly ScannedEvent[] } | LogColumnsPage;

/** Events by columns: those at some places of a block, whose ids are `first` and the place. */
export type LogColumnsPage = BlockColumns & {
  readonly kind: 'columns';
  readonly first: number;
  readonly places: readonly number[];
  /** Names by the ids that the block has. */
  readonly groupName: (id: number) => string;
  readonly streamName: (id: number) => string;
};

export type LogListener = (logGroup: string, logStream: string, event: LogEvent) => void;

/** All log events of the embedded cloud: cheap to put, read from SQLite, kept through restarts. */
export interface LogStore {
  /** Stores events, making group and stream as Lambda does, and tells the subscribers. */
  put(logGroup: string, logStream: string, events: readonly LogEvent[]): void;
  subscribe(listener: LogListener): void;
  createGroup(name: string): LogGroup;
  createStream(logGroup: string, name: string): LogStream;
  setRetention(logGroup: string, days: number | undefined): void;
  group(name: string): LogGroup | undefined;
  stream(logGroup: string, name: string): LogStream | undefined;
  groups(): readonly LogGroup[];
  streams(logGroup: string): readonly LogStream[];
  /** The events of a query, one by one; the reader stops when it has enough. */
  read(query: LogQuery): Iterable<StoredLogEvent>;
  /** The events of several groups, as fast as can be. */
  scan(scope: LogScope): Iterable<LogPage>;
  /** The event of an id, if it is still kept. */
  find(id: number): ScannedEvent | undefined;
  /** Deletes events older than their group's retention, and the streams that nothing was put into since. */
  expire(): void;
  /** Writes what is still in memory. */
  flush(): void;
  close(): void;
}

export type LogStoreOptions = {
  readonly store: DatabaseSync;
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  readonly record: RecordMetric;
  /** The most events kept; the oldest go first. */
  readonly maxEvents?: number;
  /** How many events are a block of columns. */
  readonly blockSize?: number;
  /** Told of a write that failed; it is tried again. A process warning unless given. */
  readonly onError?: (error: unknown) => void;
};

/** Lines wait this long in memory (real time), or until there are so many, to be written together. */
const flushDelayMs = 500;
const flushSize = 500;
/** About 300 MB of the shop's lines. */
const defaultMaxEvents = 500_000;
const defaultBlockSize = 4_096;
const dayMs = 86_400_000;

type Pending = {
  readonly group: LogGroup;
  readonly stream: LogStream;
  readonly event: LogEvent;
  readonly ingestion: number;
};

/** Names by id. */
type Names = { readonly groups: Map<number, string>; readonly streams: Map<number, string> };

const naming = ({ groups, streams }: Names): Pick<LogColumnsPage, 'groupName' | 'streamName'> => ({
  groupName: (id) => groups.get(id) ?? '',
  streamName: (id) => streams.get(id) ?? '',
});

const named = (event: RawLogEvent, { groups, streams }: Names): ScannedEvent => ({
  id: event.id,
  timestamp: event.timestamp,
  ingestionTime: event.ingestionTime,
  message: event.message,
  logGroup: groups.get(event.groupId) ?? '',
  logStream: streams.get(event.streamId) ?? '',
});

/** Opens the log store in the data folder's database. */
export function openLogStore(options: LogStoreOptions): LogStore {
  const { store, now, record, maxEvents = defaultMaxEvents, onError = warn } = options;
  const tables: LogTables = createLogTables(store);
  const columns = openLogColumns(store, options.blockSize ?? defaultBlockSize);
  const scanner = createLogScanner(store, columns);
  const groups = new Map(tables.groups().map((group) => [group.name, group]));
  const streams = new Map<string, Map<string, LogStream>>();
  for (const group of groups.values())
    streams.set(group.name, new Map(tables.streams(group.id).map((s) => [s.name, s])));
  const names: Names = {
    groups: new Map([...groups.values()].map(({ id, name }) => [id, name])),
    streams: new Map(
      [...streams.values()].flatMap((ofGroup) => [...ofGroup.values()]).map(({ id, name }) => [id, name]),
    ),
  };
  const listeners: LogListener[] = [];
  let pending: Pending[] = [];

  const createGroup = (name: string): LogGroup => {
    const group = tables.addGroup(name, now());
    groups.set(name, group);
    names.groups.set(group.id, name);
    streams.set(name, new Map());
    return group;
  };

  const createStream = (logGroup: string, name: string): LogStream => {
    const group = groups.get(logGroup) ?? createGroup(logGroup);
    const stream = tables.addStream(group.id, name, now());
    streams.get(logGroup)?.set(name, stream);
    names.streams.set(stream.id, name);
    return stream;
  };

  const forgetStream = (logGroup: string, name: string): void => {
    const stream = streams.get(logGroup)?.get(name);
    streams.get(logGroup)?.delete(name);
    if (stream) names.streams.delete(stream.id);
  };

  /** What columns cannot be written of is read from its lines. */
  const addColumns = (written: readonly Pending[], ids: readonly number[]): void => {
    try {
      const lines = written.map(({ group, stream, event, ingestion }, index) => ({
        ...{ id: ids[index] ?? 0, groupId: group.id, streamId: stream.id, ingestionTime: ingestion, ...event },
      }));
      columns.add(lines);
      const [first = 0, last = 0] = [ids[0], ids.at(-1)];
      if (columns.firstOf(first) !== columns.firstOf(last)) columns.deleteBefore(columns.firstOf(scanner.firstId()));
    } catch (error) {
      onError(error);
    }
  };

  const write = (): void => {
    if (pending.length === 0) return;
    const ids = tables.write(pending, maxEvents);
    const written = pending;
    pending = [];
    addColumns(written, ids);
  };
  const flushing = createFlushTimer({ delayMs: flushDelayMs, write, onError });

  const vend = (LogGroupName: string, name: string, unit: 'Count' | 'Bytes', value: number): void =>
    record({ namespace: 'AWS/Logs', name, dimensions: { LogGroupName }, unit, timestamp: now(), value });

  const put = (logGroup: string, logStream: string, events: readonly LogEvent[]): void => {
    const group = groups.get(logGroup) ?? createGroup(logGroup);
    const stream = streams.get(logGroup)?.get(logStream) ?? createStream(logGroup, logStream);
    const ingestion = now();
    let bytes = 0;
    for (const event of events) {
      pending.push({ group, stream, event, ingestion });
      stream.firstEvent = Math.min(stream.firstEvent ?? event.timestamp, event.timestamp);
      stream.lastEvent = Math.max(stream.lastEvent ?? event.timestamp, event.timestamp);
      bytes += event.message.length;
      for (const listener of listeners) listener(logGroup, logStream, event);
    }
    stream.lastIngestion = ingestion;
    group.storedBytes += bytes;
    vend(logGroup, 'IncomingLogEvents', 'Count', events.length);
    vend(logGroup, 'IncomingBytes', 'Bytes', bytes);
    flushing.changed(pending.length >= flushSize);
  };

  return {
    put,
    subscribe: (listener) => void listeners.push(listener),
    createGroup,
    createStream,
    setRetention: (logGroup, days) => {
      const group = groups.get(logGroup) ?? createGroup(logGroup);
      group.retentionDays = days;
      tables.setRetention(group.id, days);
    },
    group: (name) => groups.get(name),
    stream: (logGroup, name) => streams.get(logGroup)?.get(name),
    groups: () => [...groups.values()].sort(byName),
    streams: (logGroup) => [...(streams.get(logGroup)?.values() ?? [])].sort(byName),
    read: (query) => {
      flushing.flush();
      const group = groups.get(query.logGroup);
      return group ? tables.read(group.id, query) : [];
    },
    scan: function* ({ logGroups, start, end, fields }) {
      flushing.flush();
      const groupIds = logGroups.flatMap((name) => groups.get(name)?.id ?? []);
      for (const page of scanner.scan({ groupIds, start, end, fields })) {
        if (page.kind === 'lines') yield { kind: 'lines', events: page.events.map((event) => named(event, names)) };
        else yield { kind: 'columns', first: page.first, places: page.places, ...page.block, ...naming(names) };
      }
    },
    find: (id) => {
      flushing.flush();
      const event = scanner.find(id);
      return event && named(event, names);
    },
    expire: () => {
      flushing.flush();
      for (const { id, name, retentionDays } of groups.values()) {
        if (retentionDays === undefined) continue;
        const oldest = now() - retentionDays * dayMs;
        tables.deleteBefore(id, oldest);
        for (const stream of tables.deleteEmptyStreams(id, oldest)) forgetStream(name, stream);
      }
      columns.deleteBefore(columns.firstOf(scanner.firstId()));
    },
    flush: flushing.flush,
    close: flushing.close,
  };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
