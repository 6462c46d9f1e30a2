import type { DatabaseSync } from 'node:sqlite';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_dashboard (
    name TEXT PRIMARY KEY, arn TEXT NOT NULL, body TEXT NOT NULL, modified INTEGER NOT NULL
  ) STRICT;`;

/** A dashboard; `body` is JSON as it was put, `modified` in epoch milliseconds. */
export type Dashboard = {
  readonly name: string;
  readonly arn: string;
  readonly body: string;
  readonly modified: number;
};

/** The dashboards, in the telemetry database. */
export interface DashboardStore {
  get(name: string): Dashboard | undefined;
  /** By name, those whose name begins with the prefix. */
  list(prefix: string): Dashboard[];
  put(dashboard: Dashboard): void;
  delete(name: string): void;
}

/** Opens the store, making its table on first use. */
export function openDashboardStore(database: DatabaseSync): DashboardStore {
  database.exec(SCHEMA);
  const get = database.prepare('SELECT * FROM cloudwatch_dashboard WHERE name = ?');
  const list = database.prepare('SELECT * FROM cloudwatch_dashboard ORDER BY name');
  const put = database.prepare('INSERT OR REPLACE INTO cloudwatch_dashboard VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM cloudwatch_dashboard WHERE name = ?');
  return {
    get(name) {
      const row = get.get(name);
      return row && toDashboard(row);
    },
    list: (prefix) =>
      list
        .all()
        .map(toDashboard)
        .filter(({ name }) => name.startsWith(prefix)),
    put: ({ name, arn, body, modified }) => void put.run(name, arn, body, modified),
    delete: (name) => void remove.run(name),
  };
}

function toDashboard(row: Readonly<Record<string, unknown>>): Dashboard {
  return { name: String(row.name), arn: String(row.arn), body: String(row.body), modified: Number(row.modified) };
}
