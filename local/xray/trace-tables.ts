import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../store.ts';

/** What is known of a trace without reading its documents. */
export type TraceRecord = {
  readonly traceId: string;
  /** Seconds from the documents' own times to virtual time, fixed by the first document seen. */
  readonly offset: number;
  /** Earliest start, in virtual epoch seconds. */
  start: number;
};

export type PendingDocument = { readonly json: string; readonly inProgress: boolean };

/** A trace's documents that are not written yet, by segment id. */
export type PendingTrace = { readonly trace: TraceRecord; readonly documents: Map<string, PendingDocument> };

/** A place in the list of traces, newest first. */
export type TracePosition = { readonly start: number; readonly id: number };

/** A trace and its place. */
export type FoundTrace = TracePosition & { readonly traceId: string };

/** The trace store's SQL. */
export interface TraceTables {
  find(traceId: string): TraceRecord | undefined;
  /** Writes documents in one transaction and deletes the oldest traces beyond `maxTraces`. */
  write(pending: Iterable<PendingTrace>, maxTraces: number): void;
  documents(traceId: string): string[];
  /** At most `most` traces that start within the closed range, newest first, from beyond a place on. */
  between(start: number, end: number, most: number, beyond?: TracePosition): readonly FoundTrace[];
  /** Deletes the traces that start before that; how many. */
  deleteBefore(start: number): number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS xray_trace (
    id INTEGER PRIMARY KEY AUTOINCREMENT, trace_id TEXT NOT NULL UNIQUE, offset REAL NOT NULL, start REAL NOT NULL);
  CREATE INDEX IF NOT EXISTS xray_trace_start ON xray_trace (start, id);
  CREATE TABLE IF NOT EXISTS xray_document (
    trace INTEGER NOT NULL, segment_id TEXT NOT NULL, in_progress INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (trace, segment_id)) WITHOUT ROWID;`;

/** Creates the tables when missing and prepares their statements. */
export function createTraceTables(store: DatabaseSync): TraceTables {
  store.exec(schema);
  const find = store.prepare('SELECT offset, start FROM xray_trace WHERE trace_id = ?');
  const putTrace = store.prepare(`
    INSERT INTO xray_trace (trace_id, offset, start) VALUES (?, ?, ?)
    ON CONFLICT (trace_id) DO UPDATE SET start = min(start, excluded.start) RETURNING id`);
  // A completed segment replaces itself in progress; never the other way round.
  const putDocument = store.prepare(`
    INSERT INTO xray_document (trace, segment_id, in_progress, json) VALUES (?, ?, ?, ?)
    ON CONFLICT (trace, segment_id) DO UPDATE SET in_progress = excluded.in_progress, json = excluded.json
    WHERE excluded.in_progress = 0 OR xray_document.in_progress = 1`);
  const documents = store.prepare(
    'SELECT json FROM xray_document WHERE trace = (SELECT id FROM xray_trace WHERE trace_id = ?)',
  );
  const between = store.prepare(`
    SELECT id, trace_id, start FROM xray_trace
    WHERE start >= ? AND start <= ? AND (start, id) < (?, ?) ORDER BY start DESC, id DESC LIMIT ?`);
  const oldest = store.prepare('SELECT max(id) - ? AS id FROM xray_trace');
  const trimDocuments = store.prepare('DELETE FROM xray_document WHERE trace <= ?');
  const trimTraces = store.prepare('DELETE FROM xray_trace WHERE id <= ?');

  return {
    find: (traceId) => {
      const row = find.get(traceId);
      return row && { traceId, offset: Number(row.offset), start: Number(row.start) };
    },
    write: (pending, maxTraces) =>
      inTransaction(store, () => {
        for (const { trace, documents: written } of pending) {
          const id = Number(putTrace.get(trace.traceId, trace.offset, trace.start)?.id);
          for (const [segmentId, { inProgress, json }] of written)
            putDocument.run(id, segmentId, Number(inProgress), json);
        }
        const bound = Number(oldest.get(maxTraces)?.id ?? 0);
        if (bound > 0) {
          trimDocuments.run(bound);
          trimTraces.run(bound);
        }
      }),
    documents: (traceId) => documents.all(traceId).map((row) => String(row.json)),
    between: (start, end, most, beyond = { start: end, id: Number.MAX_SAFE_INTEGER }) =>
      between
        .all(start, end, beyond.start, beyond.id, most)
        .map((row) => ({ id: Number(row.id), traceId: String(row.trace_id), start: Number(row.start) })),
    deleteBefore: (start) =>
      inTransaction(store, () => {
        store
          .prepare('DELETE FROM xray_document WHERE trace IN (SELECT id FROM xray_trace WHERE start < ?)')
          .run(start);
        return Number(store.prepare('DELETE FROM xray_trace WHERE start < ?').run(start).changes);
      }),
  };
}
