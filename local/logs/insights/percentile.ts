/** Numbers of which percentiles are asked. */
export interface Percentile {
  add(value: number): void;
  /** The smallest of them that so many percent are not above. */
  at(percent: number): number | undefined;
}

const FIRST_CAPACITY = 4;

/** Moves what is less than a pivot before what is greater; gives where the halves meet. */
function divide(values: Float64Array, from: number, to: number): readonly [left: number, right: number] {
  const pivot = values[(from + to) >> 1] ?? 0;
  let [left, right] = [from, to];
  while (left <= right) {
    while ((values[left] ?? 0) < pivot) left += 1;
    while ((values[right] ?? 0) > pivot) right -= 1;
    if (left > right) break;
    const swapped = values[left] ?? 0;
    values[left] = values[right] ?? 0;
    values[right] = swapped;
    left += 1;
    right -= 1;
  }
  return [left, right];
}

/** The number that would be at an index if they were sorted; much faster than sorting them ("quickselect"). */
function select(values: Float64Array, index: number): number | undefined {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const [left, right] = divide(values, from, to);
    if (index <= right) to = right;
    else if (index >= left) from = left;
    else break;
  }
  return values[index];
}

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
      const rank = Math.ceil((Math.min(Math.max(percent, 0), 100) / 100) * count);
      return select(values.subarray(0, count), Math.max(rank, 1) - 1);
    },
  };
}
