import type { DatabaseSync } from 'node:sqlite';
import { STATE_VALUES } from '../../../monitoring/cloudwatch.ts';
import { type JsonObject, parseJsonObject } from '../../aws/json.ts';
import type { Alarm, MetricAlarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import { readAlarm } from './read-alarm.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_alarm (
    name TEXT PRIMARY KEY, arn TEXT NOT NULL, input TEXT NOT NULL, state TEXT NOT NULL, configured INTEGER NOT NULL
  ) STRICT;`;

/** The alarms by name, in memory and in the telemetry database at once. */
export interface AlarmStore {
  get(name: string): Alarm | undefined;
  /** Every alarm, by name. */
  list(): Alarm[];
  put(alarm: Alarm): void;
  /** Holds the alarm in memory alone: what a transaction that failed had put before. */
  restore(alarm: Alarm): void;
  delete(name: string): void;
}

/** Opens the store with the alarms and states it already holds. */
export function openAlarmStore(database: DatabaseSync): AlarmStore {
  database.exec(SCHEMA);
  const put = database.prepare('INSERT OR REPLACE INTO cloudwatch_alarm VALUES (?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM cloudwatch_alarm WHERE name = ?');
  const rows = database.prepare('SELECT * FROM cloudwatch_alarm').all();
  const alarms = new Map<string, Alarm>(rows.map(toAlarm).map((alarm) => [alarm.name, alarm]));
  return {
    get: (name) => alarms.get(name),
    list: () => [...alarms.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    put(alarm) {
      put.run(alarm.name, alarm.arn, JSON.stringify(alarm.input), JSON.stringify(alarm.state), alarm.configured);
      alarms.set(alarm.name, alarm);
    },
    restore: (alarm) => void alarms.set(alarm.name, alarm),
    delete(name) {
      remove.run(name);
      alarms.delete(name);
    },
  };
}

function toAlarm(row: Readonly<Record<string, unknown>>): MetricAlarm {
  const input = parseJsonObject(String(row.input)) ?? {};
  const definition = readAlarm(input);
  const state = toState(parseJsonObject(String(row.state)) ?? {});
  const { name } = definition;
  return { kind: 'metric', name, arn: String(row.arn), input, definition, state, configured: Number(row.configured) };
}

function toState(stored: JsonObject): AlarmState {
  return {
    value: STATE_VALUES.find((value) => value === stored.value) ?? 'INSUFFICIENT_DATA',
    reason: String(stored.reason),
    ...(typeof stored.reasonData === 'string' && { reasonData: stored.reasonData }),
    updated: Number(stored.updated),
    transitioned: Number(stored.transitioned),
  };
}
