/** A number for each of many groups, 0 at first; eight bytes each. */
export interface Numbers {
  get(group: number): number;
  set(group: number, value: number): void;
}

const FIRST_CAPACITY = 16;

/** Makes a growing list of numbers. */
export function createNumbers(): Numbers {
  let values = new Float64Array(FIRST_CAPACITY);
  return {
    get: (group) => values[group] ?? 0,
    set: (group, value) => {
      if (group >= values.length) {
        const larger = new Float64Array(Math.max(group + 1, values.length * 2));
        larger.set(values);
        values = larger;
      }
      values[group] = value;
    },
  };
}
