/** Numbers of which percentiles are asked. */
export interface Percentile {
  add(value: number): void;
  /** The smallest of them that so many percent are not above. */
  at(percent: number): number | undefined;
}

const FIRST_CAPACITY = 4;

/** Gathers numbers, eight bytes each. */
export function createPercentile(): Percentile {
  let values = new Float64Array(FIRST_CAPACITY);
  let count = 0;
  return {
    add: (value) => {
      if (count === values.length) {
        const larger = new Float64Array(count * 2);
        larger.set(values);
        values = larger;
      }
      values[count] = value;
      count += 1;
    },
    at: (percent) => {
      const sorted = values.subarray(0, count).sort();
      const rank = Math.ceil((Math.min(Math.max(percent, 0), 100) / 100) * count);
      return sorted[Math.max(rank, 1) - 1];
    },
  };
}
