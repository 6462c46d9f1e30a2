import type { DatabaseSync } from 'node:sqlite';

/** A version that was published last, by its number and what it was made of. */
export type LastVersion = { readonly number: number; readonly fingerprint: string };

/** The numbers of versions, which outlive the versions: no number ever means two things in logs and metrics. */
export interface VersionNumbers {
  last(functionName: string): LastVersion | undefined;
  set(functionName: string, last: LastVersion): void;
}

/** Opens them in the data folder's database. */
export function openVersionNumbers(store: DatabaseSync): VersionNumbers {
  store.exec(
    'CREATE TABLE IF NOT EXISTS lambda_version (function_name TEXT PRIMARY KEY, number INTEGER NOT NULL, fingerprint TEXT NOT NULL)',
  );
  const get = store.prepare('SELECT number, fingerprint FROM lambda_version WHERE function_name = ?');
  const put = store.prepare('INSERT OR REPLACE INTO lambda_version VALUES (?, ?, ?)');
  return {
    last: (functionName) => {
      const row = get.get(functionName);
      return row && { number: Number(row.number), fingerprint: String(row.fingerprint) };
    },
    set: (functionName, { number, fingerprint }) => void put.run(functionName, number, fingerprint),
  };
}
