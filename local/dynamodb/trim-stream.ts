import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** "Data retention limit for DynamoDB Streams". */
const RETENTION_SECONDS = 24 * 60 * 60;

export type TrimOptions = {
  readonly databasePath: string;
  readonly tableName: string;
  /** Real epoch milliseconds. */
  readonly realNow: number;
  /** Sequence number of the last record that was read and dealt with; nothing is trimmed without one. */
  readonly checkpoint: string | undefined;
};

/**
 * Removes from the table's stream what is older than a day and has been read, which dynoxide never does itself; only while
 * dynoxide does not run. The newest record stays: dynoxide counts on from its sequence number. Does nothing on a database
 * that it cannot read, for dynoxide says what is wrong with it.
 * @returns how many records were removed
 */
export function trimStream({ databasePath, tableName, realNow, checkpoint }: TrimOptions): number {
  if (checkpoint === undefined || !existsSync(databasePath)) return 0;
  try {
    using database = new DatabaseSync(databasePath);
    const remove = database.prepare(
      `DELETE FROM _stream_records
       WHERE table_name = $tableName AND created_at < $before AND CAST(sequence_number AS INTEGER) <= CAST($checkpoint AS INTEGER)
         AND id < (SELECT MAX(id) FROM _stream_records WHERE table_name = $tableName)`,
    );
    const before = Math.floor(realNow / 1_000) - RETENTION_SECONDS;
    return Number(remove.run({ $tableName: tableName, $before: before, $checkpoint: checkpoint }).changes);
  } catch {
    return 0;
  }
}
