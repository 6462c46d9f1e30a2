import type { DatabaseSync } from 'node:sqlite';
import { parseJsonObject } from '../../aws/json.ts';
import type { MuteDetail } from '../actions/alarm-data.ts';
import { formatOffsetTime } from '../alarms/format-time.ts';
import { type MuteRule, muteWindow } from './mute-rule.ts';
import type { MuteWindow } from './mute-schedule.ts';
import { readMuteRule } from './read-mute-rule.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_mute_rule (
    name TEXT PRIMARY KEY, arn TEXT NOT NULL, input TEXT NOT NULL, last_updated INTEGER NOT NULL
  ) STRICT;`;

/** The alarm mute rules, in memory and in the telemetry database at once. */
export interface MuteRules {
  get(name: string): MuteRule | undefined;
  /** Every rule, by name. */
  list(): MuteRule[];
  put(rule: MuteRule): void;
  /** Forgets a rule; nothing happens without one of that name. */
  delete(name: string): void;
  /** Whether any rule mutes the alarm at a time (epoch milliseconds); asked in time's order it costs next to nothing. */
  isMuted(alarmName: string, now: number): boolean;
  /** The rule that mutes the alarm, of several the one whose window ends last, and that window, as events tell it. */
  detail(alarmName: string, now: number): MuteDetail | undefined;
  /** The next time later than `now` at which a window may end; Infinity when none is under way or to come. */
  nextEnd(now: number): number;
}

/** A rule with the answers that hold for the time being: its window, and when the one under way or to come ends. */
type Entry = { readonly rule: MuteRule; from: number; window: MuteWindow; endFrom: number; end: number };

/** Opens the store with the rules it already holds; what is no rule to this version is left out, and told. */
export function openMuteRules(database: DatabaseSync, onError: (error: unknown) => void): MuteRules {
  database.exec(SCHEMA);
  const put = database.prepare('INSERT OR REPLACE INTO cloudwatch_mute_rule VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM cloudwatch_mute_rule WHERE name = ?');
  const entries = new Map<string, Entry>();
  const byAlarm = new Map<string, Set<Entry>>();

  const forget = (name: string): void => {
    const entry = entries.get(name);
    if (entry === undefined) return;
    entries.delete(name);
    for (const alarmName of entry.rule.alarmNames) {
      const others = byAlarm.get(alarmName);
      others?.delete(entry);
      if (others?.size === 0) byAlarm.delete(alarmName);
    }
  };

  const hold = (rule: MuteRule): void => {
    forget(rule.name);
    const never = Number.POSITIVE_INFINITY;
    const entry: Entry = { rule, from: never, window: { muted: false, until: 0 }, endFrom: never, end: 0 };
    entries.set(rule.name, entry);
    for (const alarmName of rule.alarmNames) {
      const others = byAlarm.get(alarmName) ?? new Set();
      byAlarm.set(alarmName, others.add(entry));
    }
  };

  for (const row of database.prepare('SELECT * FROM cloudwatch_mute_rule').all()) {
    try {
      hold(toRule(row));
    } catch (error) {
      onError(new Error(`The stored mute rule ${row.name} cannot be read and is left out: ${error}`, { cause: error }));
    }
  }

  return {
    get: (name) => entries.get(name)?.rule,
    list: () => [...entries.values()].map(({ rule }) => rule).sort((a, b) => (a.name < b.name ? -1 : 1)),
    put(rule) {
      put.run(rule.name, rule.arn, JSON.stringify(rule.input), rule.lastUpdated);
      hold(rule);
    },
    delete(name) {
      remove.run(name);
      forget(name);
    },
    isMuted(alarmName, now) {
      for (const entry of byAlarm.get(alarmName) ?? []) if (windowAt(entry, now).muted) return true;
      return false;
    },
    detail(alarmName, now) {
      const muting = [...(byAlarm.get(alarmName) ?? [])].flatMap(({ rule }) => {
        const window = muteWindow(rule, now);
        return window.muted ? [{ rule, ...window }] : [];
      });
      const [last] = muting.sort((a, b) => b.until - a.until);
      return (
        last && {
          mutedByArn: last.rule.arn,
          muteWindowStart: formatOffsetTime(last.since),
          muteWindowEnd: formatOffsetTime(last.until),
        }
      );
    },
    nextEnd(now) {
      let earliest = Number.POSITIVE_INFINITY;
      for (const entry of entries.values()) earliest = Math.min(earliest, endAfter(entry, now));
      return earliest;
    },
  };
}

function windowAt(entry: Entry, now: number): MuteWindow {
  if (now >= entry.from && now < entry.window.until) return entry.window;
  entry.from = now;
  entry.window = muteWindow(entry.rule, now);
  return entry.window;
}

/** When the window ends that is under way, or that comes next. */
function endAfter(entry: Entry, now: number): number {
  if (now >= entry.endFrom && now < entry.end) return entry.end;
  let window = windowAt(entry, now);
  while (!window.muted && window.until < Number.POSITIVE_INFINITY) window = muteWindow(entry.rule, window.until);
  entry.endFrom = now;
  entry.end = window.until;
  return entry.end;
}

function toRule(row: Readonly<Record<string, unknown>>): MuteRule {
  const input = parseJsonObject(String(row.input)) ?? {};
  return { ...readMuteRule(input), arn: String(row.arn), lastUpdated: Number(row.last_updated) };
}
