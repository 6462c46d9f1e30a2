import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** How long a write of dynoxide's is waited for, in milliseconds. */
const patienceMs = 5_000;

/**
 * Gives the table of stream records the index that dynoxide makes none of: without it each write looks through all records
 * for the greatest sequence number, and each reading for those that follow one. May run beside dynoxide, once it listens.
 * Leaves a database alone that it cannot write to, for dynoxide says what is wrong with it.
 * @returns whether the index is there
 */
export function indexStream(databasePath: string): boolean {
  if (!existsSync(databasePath)) return false;
  try {
    using database = new DatabaseSync(databasePath, { timeout: patienceMs });
    database.exec(
      'CREATE INDEX IF NOT EXISTS stream_records_in_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
    return true;
  } catch {
    return false;
  }
}
