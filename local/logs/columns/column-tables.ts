import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../store.ts';
import { type Block, type BlockLines, mayHaveColumn } from './block-builder.ts';
import { type ColumnValues, decodeColumn } from './encode-column.ts';

/** The lines of a block, and the values of the fields that were asked for, in their order. */
export type BlockColumns = { readonly lines: BlockLines; readonly fields: readonly ColumnValues[] };

/** The blocks in the database. */
export interface ColumnTables {
  write(block: Block): void;
  /** A block's lines with the values of some fields; `undefined` when there is no such block, or it lacks a field's column. */
  read(first: number, fields: readonly string[]): BlockColumns | undefined;
  /** Deletes the blocks that begin before an id. */
  deleteBefore(first: number): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS log_block (
    first INTEGER PRIMARY KEY, timestamps BLOB NOT NULL, ingestion_times BLOB NOT NULL, groups BLOB NOT NULL,
    streams BLOB NOT NULL, sizes BLOB NOT NULL, unstored TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS log_column (
    block INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (block, name));`;

const bytes = (values: Float64Array | Uint32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** A copy at the beginning of its own buffer, so that it can be read as numbers. */
const blob = (value: unknown): Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array ? new Uint8Array(value) : new Uint8Array();

/** Creates the tables when missing and prepares their statements. */
export function createColumnTables(store: DatabaseSync): ColumnTables {
  store.exec(schema);
  const insertBlock = store.prepare('INSERT OR REPLACE INTO log_block VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertColumn = store.prepare('INSERT OR REPLACE INTO log_column VALUES (?, ?, ?)');
  const selectBlock = store.prepare('SELECT * FROM log_block WHERE first = ?');
  const selectColumn = store.prepare('SELECT data FROM log_column WHERE block = ? AND name = ?');
  const deleteBlocks = store.prepare('DELETE FROM log_block WHERE first < ?');
  const deleteColumns = store.prepare('DELETE FROM log_column WHERE block < ?');
  return {
    write: ({ first, lines, columns, unstored }) =>
      inTransaction(store, () => {
        const { timestamps, ingestionTimes, groups, streams, sizes } = lines;
        const arrays = [timestamps, ingestionTimes, groups, streams, sizes].map(bytes);
        insertBlock.run(first, ...arrays, JSON.stringify(unstored));
        for (const [name, data] of columns) insertColumn.run(first, name, data);
      }),
    read: (first, fields) => {
      const row = selectBlock.get(first);
      if (!row) return undefined;
      const unstored = new Set<unknown>(JSON.parse(String(row.unstored)));
      if (fields.some((name) => unstored.has(name) || !mayHaveColumn(name))) return undefined;
      return {
        lines: {
          timestamps: new Float64Array(blob(row.timestamps).buffer),
          ingestionTimes: new Float64Array(blob(row.ingestion_times).buffer),
          groups: new Uint32Array(blob(row.groups).buffer),
          streams: new Uint32Array(blob(row.streams).buffer),
          sizes: new Uint32Array(blob(row.sizes).buffer),
        },
        fields: fields.map((name) => {
          const column = selectColumn.get(first, name);
          return column ? decodeColumn(blob(column.data)) : [];
        }),
      };
    },
    deleteBefore: (first) =>
      inTransaction(store, () => {
        deleteBlocks.run(first);
        deleteColumns.run(first);
      }),
  };
}
