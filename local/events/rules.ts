import type { DatabaseSync } from 'node:sqlite';
import { limitExceeded, ruleNotFound, validationError } from './events-errors.ts';
import type { Rule, Target } from './rule.ts';
import { createRuleTables } from './rule-tables.ts';

/** Quotas of an event bus ("Amazon EventBridge quotas"). */
const MAX_RULES = 300;
const MAX_TARGETS = 5;

/** The rules of the default event bus with their targets, in memory and in the telemetry database at once. */
export interface Rules {
  get(name: string): Rule | undefined;
  /** The rule of that name; ResourceNotFoundException without one. */
  existing(name: string): Rule;
  /** Every rule, by name. */
  list(): readonly Rule[];
  put(rule: Rule): void;
  /** Nothing happens without the rule; ValidationException while it has targets. */
  delete(name: string): void;
  targets(rule: string): readonly Target[];
  /** Adds targets or replaces those of the same id, all or none. */
  putTargets(rule: string, targets: readonly Target[]): void;
  removeTarget(rule: string, id: string): void;
}

/** Opens the rules that the store holds; `log` is told of those that cannot be read. */
export function openRules(store: DatabaseSync, log: (message: string) => void): Rules {
  const tables = createRuleTables(store, log);
  const rules = new Map(tables.rules().map((rule) => [rule.name, rule]));
  const targets = new Map([...rules.keys()].map((name) => [name, tables.targets(name)]));
  const targetsOf = (name: string): readonly Target[] => targets.get(name) ?? [];

  const existing = (name: string): Rule => {
    const rule = rules.get(name);
    if (rule === undefined) throw ruleNotFound(name);
    return rule;
  };

  return {
    get: (name) => rules.get(name),
    existing,
    list: () => [...rules.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    put(rule) {
      if (!rules.has(rule.name) && rules.size >= MAX_RULES) throw limitExceeded();
      tables.putRule(rule);
      rules.set(rule.name, rule);
    },
    delete(name) {
      if (targetsOf(name).length > 0) throw validationError("Rule can't be deleted since it has targets.");
      tables.deleteRule(name);
      rules.delete(name);
    },
    targets: targetsOf,
    putTargets(name, added) {
      const all = new Map([...targetsOf(name), ...added].map((target) => [target.id, target]));
      if (all.size > MAX_TARGETS) throw limitExceeded();
      for (const target of added) tables.putTarget(name, target);
      targets.set(name, [...all.values()]);
    },
    removeTarget(name, id) {
      tables.deleteTarget(name, id);
      targets.set(
        name,
        targetsOf(name).filter((target) => target.id !== id),
      );
    },
  };
}
