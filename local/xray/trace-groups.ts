import type { DatabaseSync } from 'node:sqlite';

/** A named filter expression of X-Ray's, "Group". */
export type TraceGroup = {
  readonly name: string;
  /** What of its ARN follows `group/`. */
  readonly path: string;
  readonly filter: string;
  readonly insights: boolean;
  readonly insightNotifications: boolean;
};

/** The group of all traces, which always exists ("CreateGroup": Default is a reserved name). */
export const defaultGroup: TraceGroup = {
  ...{ name: 'Default', path: 'Default', filter: '' },
  ...{ insights: false, insightNotifications: false },
};

/** The groups of the embedded X-Ray, kept through restarts. */
export interface TraceGroups {
  /** The default one, then all others by name. */
  list(): readonly TraceGroup[];
  find(name: string): TraceGroup | undefined;
  /** Makes a group, or replaces the one of the same name. */
  put(group: Omit<TraceGroup, 'path'>): TraceGroup;
  delete(name: string): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS xray_group (
    name TEXT PRIMARY KEY, path TEXT NOT NULL, filter TEXT NOT NULL, insights INTEGER NOT NULL,
    insight_notifications INTEGER NOT NULL) WITHOUT ROWID`;

const toGroup = (row: Record<string, unknown>): TraceGroup => ({
  name: String(row.name),
  path: String(row.path),
  filter: String(row.filter),
  insights: row.insights === 1,
  insightNotifications: row.insight_notifications === 1,
});

/** Opens them in the data folder's database. */
export function openTraceGroups(store: DatabaseSync, randomId: () => string): TraceGroups {
  store.exec(schema);
  const all = store.prepare('SELECT * FROM xray_group ORDER BY name');
  const one = store.prepare('SELECT * FROM xray_group WHERE name = ?');
  const insert = store.prepare('INSERT OR REPLACE INTO xray_group VALUES (?, ?, ?, ?, ?)');
  const remove = store.prepare('DELETE FROM xray_group WHERE name = ?');
  const find = (name: string): TraceGroup | undefined => {
    if (name === defaultGroup.name) return defaultGroup;
    const row = one.get(name);
    return row && toGroup(row);
  };
  return {
    find,
    list: () => [defaultGroup, ...all.all().map(toGroup)],
    put: (group) => {
      const path = find(group.name)?.path ?? `${group.name}/${randomId().replaceAll('-', '').toUpperCase()}`;
      insert.run(group.name, path, group.filter, Number(group.insights), Number(group.insightNotifications));
      return { ...group, path };
    },
    delete: (name) => {
      remove.run(name);
    },
  };
}
