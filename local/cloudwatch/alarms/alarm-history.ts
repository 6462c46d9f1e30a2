import type { DatabaseSync } from 'node:sqlite';

/** History is kept for 30 days (User Guide "Using Amazon CloudWatch alarms", which said two weeks in former years). */
const RETENTION = 30 * 86_400_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_alarm_history (
    id INTEGER PRIMARY KEY, alarm TEXT NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, summary TEXT NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS cloudwatch_alarm_history_at ON cloudwatch_alarm_history (at);
  CREATE INDEX IF NOT EXISTS cloudwatch_alarm_history_alarm ON cloudwatch_alarm_history (alarm, at);`;
/** Histories made before there were composite alarms lack the column. */
const ALARM_TYPE_COLUMN =
  "ALTER TABLE cloudwatch_alarm_history ADD COLUMN alarm_type TEXT NOT NULL DEFAULT 'MetricAlarm'";

export const HISTORY_ITEM_TYPES = ['ConfigurationUpdate', 'StateUpdate', 'Action'] as const;
export type HistoryItemType = (typeof HISTORY_ITEM_TYPES)[number];

export const ALARM_TYPES = ['MetricAlarm', 'CompositeAlarm'] as const;
export type AlarmType = (typeof ALARM_TYPES)[number];

/** One line of an alarm's history; `data` is JSON. */
export type HistoryItem = {
  readonly alarm: string;
  readonly alarmType: AlarmType;
  readonly at: number;
  readonly type: HistoryItemType;
  readonly summary: string;
  readonly data: string;
};

/** Where an item stands among all: by its time, then in the order in which items came. */
export type HistoryPosition = { readonly at: number; readonly id: number };

export type HistoryFilter = {
  readonly alarm?: string | undefined;
  readonly alarmTypes: readonly AlarmType[];
  readonly type?: HistoryItemType | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly ascending?: boolean;
};

export type HistoryPart = { readonly after?: HistoryPosition | undefined; readonly limit: number };

/** What happened to alarms, in the telemetry database; that of a deleted alarm stays. */
export interface AlarmHistory {
  add(item: HistoryItem): void;
  /** The items of a filter that come after a position in its order, no more than `limit`. */
  list(filter: HistoryFilter, now: number, part: HistoryPart): (HistoryItem & HistoryPosition)[];
  /** Forgets what is older than 30 days. */
  expire(now: number): void;
}

/** Opens the history, making its table on first use. */
export function openAlarmHistory(database: DatabaseSync): AlarmHistory {
  database.exec(SCHEMA);
  const columns = database.prepare("SELECT name FROM pragma_table_info('cloudwatch_alarm_history')").all();
  if (!columns.some(({ name }) => name === 'alarm_type')) database.exec(ALARM_TYPE_COLUMN);
  const add = database.prepare(
    'INSERT INTO cloudwatch_alarm_history (alarm, alarm_type, at, type, summary, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const expire = database.prepare('DELETE FROM cloudwatch_alarm_history WHERE at < ?');
  const select = (alarm: string, order: 'ASC' | 'DESC') =>
    database.prepare(
      `SELECT * FROM cloudwatch_alarm_history
       WHERE ${alarm} AND (?2 IS NULL OR type = ?2) AND at BETWEEN ?3 AND ?4 AND instr(?5, alarm_type) > 0
         AND (?6 IS NULL OR (at, id) ${order === 'ASC' ? '>' : '<'} (?6, ?7))
       ORDER BY at ${order}, id ${order} LIMIT ?8`,
    );
  const ofOne = { ascending: select('alarm = ?1', 'ASC'), descending: select('alarm = ?1', 'DESC') };
  const ofAll = { ascending: select('?1 IS NULL', 'ASC'), descending: select('?1 IS NULL', 'DESC') };
  return {
    add: ({ alarm, alarmType, at, type, summary, data }) => void add.run(alarm, alarmType, at, type, summary, data),
    list(filter, now, { after, limit }) {
      const { alarm = null, alarmTypes, type = null, from = 0, to = Number.MAX_SAFE_INTEGER, ascending } = filter;
      const oldest = Math.max(from, now - RETENTION);
      const statement = (alarm === null ? ofAll : ofOne)[ascending ? 'ascending' : 'descending'];
      const position = [after?.at ?? null, after?.id ?? null];
      return statement.all(alarm, type, oldest, to, alarmTypes.join(), ...position, limit).map(toItem);
    },
    expire: (now) => void expire.run(now - RETENTION),
  };
}

function toItem(row: Readonly<Record<string, unknown>>): HistoryItem & HistoryPosition {
  return {
    id: Number(row.id),
    alarm: String(row.alarm),
    alarmType: ALARM_TYPES.find((type) => type === row.alarm_type) ?? 'MetricAlarm',
    at: Number(row.at),
    type: HISTORY_ITEM_TYPES.find((type) => type === row.type) ?? 'StateUpdate',
    summary: String(row.summary),
    data: String(row.data),
  };
}
