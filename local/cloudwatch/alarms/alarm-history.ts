import type { DatabaseSync } from 'node:sqlite';

/** History is kept for two weeks (API reference "DescribeAlarmHistory"). */
const RETENTION = 14 * 86_400_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_alarm_history (
    id INTEGER PRIMARY KEY, alarm TEXT NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, summary TEXT NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS cloudwatch_alarm_history_at ON cloudwatch_alarm_history (at);`;

export const HISTORY_ITEM_TYPES = ['ConfigurationUpdate', 'StateUpdate', 'Action'] as const;
export type HistoryItemType = (typeof HISTORY_ITEM_TYPES)[number];

/** One line of an alarm's history; `data` is JSON. */
export type HistoryItem = {
  readonly alarm: string;
  readonly at: number;
  readonly type: HistoryItemType;
  readonly summary: string;
  readonly data: string;
};

export type HistoryFilter = {
  readonly alarm?: string | undefined;
  readonly type?: HistoryItemType | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly ascending?: boolean;
};

/** What happened to alarms, in the telemetry database. */
export interface AlarmHistory {
  add(item: HistoryItem): void;
  list(filter: HistoryFilter, now: number): HistoryItem[];
  /** Forgets what is older than two weeks. */
  expire(now: number): void;
}

/** Opens the history, making its table on first use. */
export function openAlarmHistory(database: DatabaseSync): AlarmHistory {
  database.exec(SCHEMA);
  const add = database.prepare(
    'INSERT INTO cloudwatch_alarm_history (alarm, at, type, summary, data) VALUES (?, ?, ?, ?, ?)',
  );
  const expire = database.prepare('DELETE FROM cloudwatch_alarm_history WHERE at < ?');
  const list = database.prepare(
    `SELECT alarm, at, type, summary, data FROM cloudwatch_alarm_history
     WHERE (?1 IS NULL OR alarm = ?1) AND (?2 IS NULL OR type = ?2) AND at BETWEEN ?3 AND ?4 ORDER BY at, id`,
  );
  return {
    add: ({ alarm, at, type, summary, data }) => void add.run(alarm, at, type, summary, data),
    list({ alarm, type, from = 0, to = Number.MAX_SAFE_INTEGER, ascending = false }, now) {
      const oldest = Math.max(from, now - RETENTION);
      const items = list.all(alarm ?? null, type ?? null, oldest, to).map(toItem);
      return ascending ? items : items.toReversed();
    },
    expire: (now) => void expire.run(now - RETENTION),
  };
}

function toItem(row: Readonly<Record<string, unknown>>): HistoryItem {
  return {
    alarm: String(row.alarm),
    at: Number(row.at),
    type: HISTORY_ITEM_TYPES.find((type) => type === row.type) ?? 'StateUpdate',
    summary: String(row.summary),
    data: String(row.data),
  };
}
