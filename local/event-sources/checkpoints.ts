import type { DatabaseSync } from 'node:sqlite';

/** Where the reading of each stream goes on, durably. */
export interface Checkpoints {
  get(streamArn: string): string | undefined;
  set(streamArn: string, sequenceNumber: string): void;
  /** How far every stream of a table was read; undefined when none was. */
  ofTable(tableName: string): string | undefined;
}

/** Opens the checkpoints in the telemetry database. */
export function openCheckpoints(store: DatabaseSync): Checkpoints {
  store.exec(
    'CREATE TABLE IF NOT EXISTS stream_checkpoints (stream_arn TEXT PRIMARY KEY, sequence_number TEXT NOT NULL)',
  );
  const select = store.prepare('SELECT sequence_number FROM stream_checkpoints WHERE stream_arn = ?');
  const selectLeast = store.prepare(
    'SELECT sequence_number FROM stream_checkpoints WHERE stream_arn LIKE ? ORDER BY CAST(sequence_number AS INTEGER) LIMIT 1',
  );
  const upsert = store.prepare(
    'INSERT INTO stream_checkpoints VALUES (?, ?) ON CONFLICT (stream_arn) DO UPDATE SET sequence_number = excluded.sequence_number',
  );
  return {
    get: (streamArn) => {
      const value = select.get(streamArn)?.sequence_number;
      return typeof value === 'string' ? value : undefined;
    },
    ofTable: (tableName) => {
      const { sequence_number: value } = selectLeast.get(`%:table/${tableName}/stream/%`) ?? {};
      return typeof value === 'string' ? value : undefined;
    },
    set: (streamArn, sequenceNumber) => void upsert.run(streamArn, sequenceNumber),
  };
}
