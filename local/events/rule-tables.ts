import type { DatabaseSync } from 'node:sqlite';
import { type JsonObject, parseJsonObject } from '../aws/json.ts';
import { reason } from '../store.ts';
import { readRule } from './read-rule.ts';
import { readTarget } from './read-target.ts';
import type { Rule, Target } from './rule.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events_rule (
    name TEXT PRIMARY KEY, arn TEXT NOT NULL, input TEXT NOT NULL, created INTEGER NOT NULL, tags TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS events_target (
    rule TEXT NOT NULL, id TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (rule, id)
  ) STRICT;`;

/** The SQL of rules and their targets. */
export interface RuleTables {
  rules(): Rule[];
  putRule(rule: Rule): void;
  deleteRule(name: string): void;
  targets(rule: string): Target[];
  putTarget(rule: string, target: Target): void;
  deleteTarget(rule: string, id: string): void;
}

/** Creates the tables when missing and prepares their statements; what this version cannot read is left out, and told. */
export function createRuleTables(store: DatabaseSync, log: (message: string) => void): RuleTables {
  store.exec(SCHEMA);
  const rules = store.prepare('SELECT * FROM events_rule');
  const putRule = store.prepare('INSERT OR REPLACE INTO events_rule VALUES (?, ?, ?, ?, ?)');
  const deleteRule = store.prepare('DELETE FROM events_rule WHERE name = ?');
  const targets = store.prepare('SELECT id, entry FROM events_target WHERE rule = ? ORDER BY rowid');
  const putTarget = store.prepare('INSERT OR REPLACE INTO events_target VALUES (?, ?, ?)');
  const deleteTarget = store.prepare('DELETE FROM events_target WHERE rule = ? AND id = ?');

  function readable<T>(what: string, read: () => T): T[] {
    try {
      return [read()];
    } catch (error) {
      log(`events: the stored ${what} cannot be read and is left out: ${reason(error)}`);
      return [];
    }
  }

  return {
    rules: () => rules.all().flatMap((row) => readable(`rule ${row.name}`, () => toRule(row))),
    putRule: ({ name, arn, input, created, tags }) =>
      void putRule.run(name, arn, JSON.stringify(input), created, JSON.stringify(tags)),
    deleteRule: (name) => void deleteRule.run(name),
    targets: (rule) =>
      targets
        .all(rule)
        .flatMap(({ id, entry }) =>
          readable(`target ${id} of the rule ${rule}`, () => readTarget(parsed(entry), 'targets')),
        ),
    putTarget: (rule, { id, entry }) => void putTarget.run(rule, id, JSON.stringify(entry)),
    deleteTarget: (rule, id) => void deleteTarget.run(rule, id),
  };
}

function toRule({ arn, input, created, tags }: Readonly<Record<string, unknown>>): Rule {
  const texts = Object.entries(parsed(tags)).map(([key, value]) => [key, String(value)]);
  const rule = { arn: String(arn), created: Number(created), tags: Object.fromEntries(texts) };
  return { ...readRule(parsed(input)), ...rule };
}

function parsed(json: unknown): JsonObject {
  return parseJsonObject(String(json)) ?? {};
}
