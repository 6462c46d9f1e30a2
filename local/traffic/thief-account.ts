import type { DatabaseSync } from 'node:sqlite';

/** What the thief of the fault fraud-burst signs in with, made on this machine for this machine. */
export type Credentials = { readonly email: string; readonly password: string };

/** The thief's account, in the telemetry database: who comes after a process that was killed can close it. */
export interface ThiefAccount {
  read(): Credentials | undefined;
  keep(credentials: Credentials): void;
  forget(): void;
}

/** Opens it; there is none at first. */
export function openThiefAccount(store: DatabaseSync): ThiefAccount {
  store.exec('CREATE TABLE IF NOT EXISTS thief_account (email TEXT PRIMARY KEY, password TEXT NOT NULL)');
  const read = store.prepare('SELECT email, password FROM thief_account');
  const insert = store.prepare('INSERT OR REPLACE INTO thief_account VALUES (?, ?)');
  const remove = store.prepare('DELETE FROM thief_account');
  return {
    read: () => {
      const row = read.get();
      return row && { email: String(row.email), password: String(row.password) };
    },
    keep: ({ email, password }) => void insert.run(email, password),
    forget: () => void remove.run(),
  };
}
