import type { DatabaseSync } from 'node:sqlite';
import { UNITS, type Unit } from '../../../monitoring/cloudwatch.ts';
import { inTransaction } from '../../store.ts';
import type { DimensionSet } from './metric-identity.ts';
import type { ChunkArchive } from './series.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_series (
    id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL, unit TEXT NOT NULL, newest INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cloudwatch_chunk (
    series INTEGER NOT NULL, tier INTEGER NOT NULL, chunk INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (series, tier, chunk)
  ) STRICT, WITHOUT ROWID;`;

export type SeriesRow = {
  id: number;
  namespace: string;
  name: string;
  dimensions: DimensionSet;
  unit: Unit;
  newest: number;
};
export type ChunkKey = { series: number; tier: number; chunk: number };

/** Metric data in the telemetry database: one row per series, one per chunk. */
export interface Archive extends ChunkArchive {
  series(): SeriesRow[];
  chunks(): ChunkKey[];
  /** Makes all changes or none. */
  transaction(change: () => void): void;
  putSeries(row: SeriesRow): void;
  deleteSeries(id: number): void;
  putChunk(key: ChunkKey, data: Uint8Array): void;
  deleteChunk(key: ChunkKey): void;
}

/** Opens the archive, making its tables on first use. */
export function openArchive(database: DatabaseSync): Archive {
  database.exec(SCHEMA);
  const readChunk = database.prepare('SELECT data FROM cloudwatch_chunk WHERE series = ? AND tier = ? AND chunk = ?');
  const putSeries = database.prepare('INSERT OR REPLACE INTO cloudwatch_series VALUES (?, ?, ?, ?, ?, ?)');
  const deleteSeries = database.prepare('DELETE FROM cloudwatch_series WHERE id = ?');
  const putChunk = database.prepare('INSERT OR REPLACE INTO cloudwatch_chunk VALUES (?, ?, ?, ?)');
  const deleteChunk = database.prepare('DELETE FROM cloudwatch_chunk WHERE series = ? AND tier = ? AND chunk = ?');
  return {
    read(series, tier, chunk) {
      const data = readChunk.get(series, tier, chunk)?.data;
      return data instanceof Uint8Array ? data : undefined;
    },
    series: () => database.prepare('SELECT * FROM cloudwatch_series ORDER BY id').all().map(toSeriesRow),
    chunks: () => database.prepare('SELECT series, tier, chunk FROM cloudwatch_chunk').all().map(toChunkKey),
    transaction: (change) => inTransaction(database, change),
    putSeries({ id, namespace, name, dimensions, unit, newest }) {
      putSeries.run(id, namespace, name, JSON.stringify(dimensions), unit, newest);
    },
    deleteSeries: (id) => void deleteSeries.run(id),
    putChunk: ({ series, tier, chunk }, data) => void putChunk.run(series, tier, chunk, data),
    deleteChunk: ({ series, tier, chunk }) => void deleteChunk.run(series, tier, chunk),
  };
}

type Row = Readonly<Record<string, unknown>>;

function toSeriesRow(row: Row): SeriesRow {
  return {
    id: Number(row.id),
    namespace: String(row.namespace),
    name: String(row.name),
    dimensions: parseDimensions(String(row.dimensions)),
    unit: UNITS.find((unit) => unit === row.unit) ?? 'None',
    newest: Number(row.newest),
  };
}

function parseDimensions(text: string): DimensionSet {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}

function toChunkKey(row: Row): ChunkKey {
  return { series: Number(row.series), tier: Number(row.tier), chunk: Number(row.chunk) };
}
