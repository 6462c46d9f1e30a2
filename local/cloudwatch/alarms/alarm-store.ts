import type { DatabaseSync } from 'node:sqlite';
import { STATE_VALUES } from '../../../monitoring/cloudwatch.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from '../../aws/json.ts';
import { readCompositeAlarm } from '../composite/read-composite-alarm.ts';
import { createRelations, type Relations } from '../composite/relations.ts';
import { readSuppression } from '../composite/suppression.ts';
import type { Alarm, HeldState } from './alarm.ts';
import { EVALUATION_STATES } from './alarm-definition.ts';
import { readAlarm } from './read-alarm.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_alarm (
    name TEXT PRIMARY KEY, arn TEXT NOT NULL, input TEXT NOT NULL, state TEXT NOT NULL, configured INTEGER NOT NULL
  ) STRICT;`;

/** The alarms by name, in memory and in the telemetry database at once. */
export interface AlarmStore {
  readonly relations: Pick<Relations, 'parentsOf' | 'suppressedBy'>;
  get(name: string): Alarm | undefined;
  /** Every alarm, by name. */
  list(): readonly Alarm[];
  put(alarm: Alarm): void;
  delete(name: string): void;
  /** Holds an alarm, or none, in memory alone: what was there before a transaction that failed. */
  restore(name: string, alarm: Alarm | undefined): void;
}

/** Opens the store with the alarms and states it already holds; what is no alarm to this version is left out, and told. */
export function openAlarmStore(database: DatabaseSync, onError: (error: unknown) => void): AlarmStore {
  database.exec(SCHEMA);
  const insert = database.prepare('INSERT OR REPLACE INTO cloudwatch_alarm VALUES (?, ?, ?, ?, ?)');
  const update = database.prepare('UPDATE cloudwatch_alarm SET state = ? WHERE name = ?');
  const remove = database.prepare('DELETE FROM cloudwatch_alarm WHERE name = ?');
  const alarms = new Map<string, Alarm>();
  const relations = createRelations();
  let sorted: readonly string[] | undefined;

  function hold(name: string, alarm: Alarm | undefined): void {
    const before = alarms.get(name);
    if (before?.definition === alarm?.definition && before !== undefined && alarm !== undefined) {
      alarms.set(name, alarm);
      return;
    }
    if (before?.kind === 'composite') relations.remove(before.definition);
    if (alarm?.kind === 'composite') relations.add(alarm.definition);
    if ((before === undefined) !== (alarm === undefined)) sorted = undefined;
    if (alarm === undefined) alarms.delete(name);
    else alarms.set(name, alarm);
  }

  for (const row of database.prepare('SELECT * FROM cloudwatch_alarm').all()) {
    try {
      const alarm = toAlarm(row);
      hold(alarm.name, alarm);
    } catch (error) {
      onError(new Error(`The stored alarm ${row.name} cannot be read and is left out: ${error}`, { cause: error }));
    }
  }

  return {
    relations,
    get: (name) => alarms.get(name),
    list() {
      sorted ??= [...alarms.keys()].sort();
      return sorted.flatMap((name) => alarms.get(name) ?? []);
    },
    put(alarm) {
      const { name, arn, input, state, configured } = alarm;
      if (alarms.get(name)?.definition === alarm.definition) update.run(JSON.stringify(state), name);
      else insert.run(name, arn, JSON.stringify(input), JSON.stringify(state), configured);
      hold(name, alarm);
    },
    delete(name) {
      remove.run(name);
      hold(name, undefined);
    },
    restore: hold,
  };
}

function toAlarm(row: Readonly<Record<string, unknown>>): Alarm {
  const input = parseJsonObject(String(row.input)) ?? {};
  const state = toState(parseJsonObject(String(row.state)) ?? {});
  const stored = { name: String(row.name), arn: String(row.arn), input, state, configured: Number(row.configured) };
  return input.AlarmRule === undefined
    ? { kind: 'metric', ...stored, definition: readAlarm(input) }
    : { kind: 'composite', ...stored, definition: readCompositeAlarm(input) };
}

function toState(stored: JsonObject): HeldState {
  const suppression = isJsonObject(stored.suppression) ? readSuppression(stored.suppression) : undefined;
  const evaluationState = EVALUATION_STATES.find((each) => each === stored.evaluationState);
  return {
    value: STATE_VALUES.find((value) => value === stored.value) ?? 'INSUFFICIENT_DATA',
    reason: String(stored.reason),
    ...(typeof stored.reasonData === 'string' && { reasonData: stored.reasonData }),
    ...(evaluationState && { evaluationState }),
    updated: Number(stored.updated),
    transitioned: Number(stored.transitioned),
    ...(suppression && { suppression }),
    ...(stored.actionsMuted === true && { actionsMuted: true as const }),
  };
}
