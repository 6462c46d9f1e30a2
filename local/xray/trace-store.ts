import type { DatabaseSync } from 'node:sqlite';
import { isJsonObject, parseJsonObject } from '../aws/json.ts';
import { createFlushTimer } from '../flush-timer.ts';
import { warn } from '../warn.ts';
import { parseSegment, type Segment, SegmentError, shift, toDocument, traceIdOf } from './segment.ts';
import { assembleTrace, type Trace } from './trace.ts';
import {
  createTraceTables,
  type FoundTrace,
  type PendingTrace,
  type TracePosition,
  type TraceRecord,
} from './trace-tables.ts';

type TraceClock = 'real' | 'virtual';

/** All traces of the embedded cloud, in virtual time, kept through restarts. */
export interface TraceStore {
  /**
   * Takes a segment document, an independent subsegment, or a list of them, whose times are by that clock: the functions' are
   * real, and of whoever looks at the cloud from outside, virtual. Throws SegmentError.
   */
  put(document: unknown, clock?: TraceClock): void;
  trace(traceId: string): Trace | undefined;
  /** At most `most` traces that start within the closed range (virtual epoch seconds), newest first, from beyond a place on. */
  between(start: number, end: number, most: number, beyond?: TracePosition): readonly FoundTrace[];
  /** Deletes traces past X-Ray's retention. */
  expire(): void;
  /** Writes what is still in memory. */
  flush(): void;
  close(): void;
}

export type TraceStoreOptions = {
  readonly store: DatabaseSync;
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  /** Real epoch milliseconds, in which the documents' times are. */
  readonly realNow: () => number;
  /** The most traces kept; the oldest go first. */
  readonly maxTraces?: number;
  /** Told of a write that failed; it is tried again. A process warning unless given. */
  readonly onError?: (error: unknown) => void;
};

/** Documents wait this long in memory (real time), or until there are so many traces, to be written together. */
const flushDelayMs = 500;
const flushSize = 200;
/** About 250 MB of the shop's traces. */
const defaultMaxTraces = 50_000;
/**
 * The most traces that are looked at for one answer. More are kept at hand, assembled: were it as many, a single new trace
 * would, on the next look, drive out each one just before it is needed.
 */
export const MOST_LOOKED_AT = 4_000;
const cacheSize = 1.5 * MOST_LOOKED_AT;
/** "X-Ray quotas": traces are kept for 30 days. */
const retentionSeconds = 30 * 86_400;

/** Opens the trace store in the data folder's database. */
export function openTraceStore(options: TraceStoreOptions): TraceStore {
  const { store, now, realNow, maxTraces = defaultMaxTraces, onError = warn } = options;
  const tables = createTraceTables(store);
  const records = new Map<string, TraceRecord>();
  const traces = new Map<string, Trace>();
  let pending = new Map<string, PendingTrace>();

  const recordOf = (traceId: string, segment: Segment, clock: TraceClock): TraceRecord => {
    const known = records.get(traceId) ?? pending.get(traceId)?.trace ?? tables.find(traceId);
    const offset = known?.offset ?? (clock === 'virtual' ? 0 : (now() - realNow()) / 1_000);
    const record = known ?? { traceId, offset, start: segment.start + offset };
    return remember(records, traceId, record);
  };

  const write = (): void => {
    if (pending.size === 0) return;
    tables.write(pending.values(), maxTraces);
    pending = new Map();
  };
  const flushing = createFlushTimer({ delayMs: flushDelayMs, write, onError });

  const putSegment = (document: unknown, clock: TraceClock): void => {
    if (!isJsonObject(document)) throw new SegmentError('ParseError');
    const traceId = traceIdOf(document);
    const parsed = parseSegment(document);
    const record = recordOf(traceId, parsed, clock);
    const segment = shift(parsed, record.offset);
    record.start = Math.min(record.start, segment.start);
    const inProgress = segment.end === undefined;
    const json = serialise(segment);
    traces.delete(traceId);
    const waiting = pending.get(traceId) ?? { trace: record, documents: new Map() };
    pending.set(traceId, waiting);
    if (!inProgress || waiting.documents.get(segment.id)?.inProgress !== false) {
      waiting.documents.set(segment.id, { json, inProgress });
    }
    flushing.changed(pending.size >= flushSize);
  };

  const read = (traceId: string): Trace | undefined => {
    flushing.flush();
    const documents = tables
      .documents(traceId)
      .map(parseJsonObject)
      .filter((document) => document !== undefined);
    if (documents.length === 0) return undefined;
    return remember(
      traces,
      traceId,
      assembleTrace(
        traceId,
        documents.map((document) => parseSegment(document)),
      ),
    );
  };

  return {
    put: (document, clock = 'real') => {
      for (const each of Array.isArray(document) ? document : [document]) putSegment(each, clock);
    },
    trace: (traceId) => {
      const known = traces.get(traceId);
      return known ? remember(traces, traceId, known) : read(traceId);
    },
    between: (start, end, most, beyond) => {
      flushing.flush();
      return tables.between(start, end, most, beyond);
    },
    expire: () => {
      if (tables.deleteBefore(now() / 1_000 - retentionSeconds) === 0) return;
      traces.clear();
      records.clear();
    },
    flush: flushing.flush,
    close: flushing.close,
  };
}

/** The document as text; metadata nested beyond what the engine can write is refused. */
function serialise(segment: Segment): string {
  try {
    return JSON.stringify(toDocument(segment));
  } catch {
    throw new SegmentError('DocumentTooDeep', segment.id);
  }
}

/** Keeps a value at hand, dropping the one used least recently beyond the bound. */
function remember<T>(cache: Map<string, T>, key: string, value: T): T {
  cache.delete(key);
  cache.set(key, value);
  if (cache.size > cacheSize) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  return value;
}
