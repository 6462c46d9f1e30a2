import type { DatabaseSync } from 'node:sqlite';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_tag (
    arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key)
  ) STRICT;`;

export type Tags = Readonly<Record<string, string>>;

/** Tags of resources by ARN. */
export interface TagStore {
  get(arn: string): Tags;
  /** Adds tags; one with the same key takes the new value. */
  add(arn: string, tags: Tags): void;
  remove(arn: string, keys: readonly string[]): void;
  /** Forgets all tags of a resource that is gone. */
  clear(arn: string): void;
}

/** Opens the store, making its table on first use. */
export function openTagStore(database: DatabaseSync): TagStore {
  database.exec(SCHEMA);
  const select = database.prepare('SELECT key, value FROM cloudwatch_tag WHERE arn = ? ORDER BY key');
  const put = database.prepare('INSERT OR REPLACE INTO cloudwatch_tag VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM cloudwatch_tag WHERE arn = ? AND key = ?');
  const clear = database.prepare('DELETE FROM cloudwatch_tag WHERE arn = ?');
  return {
    get: (arn) => Object.fromEntries(select.all(arn).map(({ key, value }) => [String(key), String(value)])),
    add(arn, tags) {
      for (const [key, value] of Object.entries(tags)) put.run(arn, key, value);
    },
    remove(arn, keys) {
      for (const key of keys) remove.run(arn, key);
    },
    clear: (arn) => void clear.run(arn),
  };
}
