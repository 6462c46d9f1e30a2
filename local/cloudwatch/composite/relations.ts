import type { CompositeDefinition } from './composite-definition.ts';

const NONE: ReadonlySet<string> = new Set();

/** Which composite alarms refer to an alarm, by names: as a child in their rule or as their actions suppressor. */
export interface Relations {
  /** The composite alarms whose rule names the alarm. */
  parentsOf(alarmName: string): ReadonlySet<string>;
  /** The composite alarms whose actions the alarm suppresses. */
  suppressedBy(alarmName: string): ReadonlySet<string>;
  add(composite: CompositeDefinition): void;
  remove(composite: CompositeDefinition): void;
}

/** Makes an empty index. */
export function createRelations(): Relations {
  const parents = new Map<string, Set<string>>();
  const suppressed = new Map<string, Set<string>>();

  const put = (index: Map<string, Set<string>>, key: string, name: string): void => {
    const names = index.get(key);
    if (names === undefined) index.set(key, new Set([name]));
    else names.add(name);
  };

  const drop = (index: Map<string, Set<string>>, key: string, name: string): void => {
    const names = index.get(key);
    names?.delete(name);
    if (names?.size === 0) index.delete(key);
  };

  return {
    parentsOf: (alarmName) => parents.get(alarmName) ?? NONE,
    suppressedBy: (alarmName) => suppressed.get(alarmName) ?? NONE,
    add({ name, children, suppressor }) {
      for (const child of children) put(parents, child.name, name);
      if (suppressor !== undefined) put(suppressed, suppressor.alarm.name, name);
    },
    remove({ name, children, suppressor }) {
      for (const child of children) drop(parents, child.name, name);
      if (suppressor !== undefined) drop(suppressed, suppressor.alarm.name, name);
    },
  };
}
