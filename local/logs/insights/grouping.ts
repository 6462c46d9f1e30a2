import type { Value } from './value.ts';

/** Numbers groups of rows, which have the same values, in the order in which they first came. */
export interface Grouping {
  /** The values may change afterwards. */
  numberOf(values: readonly Value[]): number;
  /** The values of each group. */
  readonly groups: readonly (readonly Value[])[];
}

/** Structures are the same when their text is. */
const keyOf = (value: Value): unknown => (typeof value === 'object' ? JSON.stringify(value) : value);

type Level = Map<unknown, Level | number>;

/** Makes it: a tree of maps, as deep as there are values. */
export function createGrouping(): Grouping {
  const root: Level = new Map();
  const groups: (readonly Value[])[] = [];

  const levelAt = (values: readonly Value[], depth: number): Level => {
    let level = root;
    for (let index = 0; index < depth; index += 1) {
      const key = keyOf(values[index]);
      let next = level.get(key);
      if (typeof next !== 'object') {
        next = new Map();
        level.set(key, next);
      }
      level = next;
    }
    return level;
  };

  return {
    groups,
    numberOf: (values) => {
      const level = levelAt(values, values.length - 1);
      const key = keyOf(values.at(-1));
      const known = level.get(key);
      if (typeof known === 'number') return known;
      level.set(key, groups.length);
      return groups.push([...values]) - 1;
    },
  };
}
