import { takeMedian } from './robust-statistics.ts';

/**
 * A value for each moment of a cycle: one per bin, interpolated between the bins' centres. A cycle of several parts (a week of
 * days) has nothing in between at their seams: what ends at midnight ends there at once.
 */
export type CyclicProfile = { readonly cycle: number; readonly bins: readonly number[]; readonly parts: number };

export const FLAT: CyclicProfile = { cycle: 1, bins: [0], parts: 1 };

/**
 * A profile over a cycle of equal bins; `values` has one per bin, and bins without one lie on the line between their
 * neighbours. Flat when no bin has a value.
 */
export function cyclicProfile(cycle: number, values: readonly (number | undefined)[], parts = 1): CyclicProfile {
  const bins = filled(values);
  return bins === undefined ? FLAT : { cycle, bins, parts };
}

/** The profile's value at a position, which may lie in any cycle. */
export function profileAt({ cycle, bins, parts }: CyclicProfile, position: number): number {
  const place = modulo(position, cycle) / (cycle / bins.length) - 0.5;
  const low = Math.floor(place);
  const from = bins[(low + bins.length) % bins.length] ?? 0;
  const to = bins[(low + 1) % bins.length] ?? 0;
  if (parts > 1 && modulo(low + 1, bins.length / parts) === 0) return place - low < 0.5 ? from : to;
  return from + (to - from) * (place - low);
}

/** The remainder, never negative. */
export function modulo(value: number, by: number): number {
  const rest = value % by;
  return rest < 0 ? rest + by : rest;
}

/** The values of each bin; a value that is NaN is in none. */
export function binned(bins: number, values: Float64Array, binOf: (index: number) => number): Float64Array[] {
  const places = new Int32Array(values.length).fill(bins);
  const ends = new Int32Array(bins + 1);
  for (let index = 0; index < values.length; index++) {
    const bin = Number.isNaN(values[index]) ? bins : binOf(index);
    places[index] = bin;
    ends[bin] = (ends[bin] ?? 0) + 1;
  }
  for (let bin = 1; bin <= bins; bin++) ends[bin] = (ends[bin] ?? 0) + (ends[bin - 1] ?? 0);
  const starts = ends.slice();
  const sorted = new Float64Array(values.length);
  for (let index = values.length - 1; index >= 0; index--) {
    const bin = places[index] ?? bins;
    const place = (starts[bin] ?? 0) - 1;
    starts[bin] = place;
    sorted[place] = values[index] ?? Number.NaN;
  }
  return Array.from({ length: bins }, (_, bin) => sorted.subarray(starts[bin], ends[bin]));
}

/** The median of each bin; undefined where a bin has no value. */
export function binMedians(
  bins: number,
  values: Float64Array,
  binOf: (index: number) => number,
): (number | undefined)[] {
  return binned(bins, values, binOf).map((each) => (each.length === 0 ? undefined : takeMedian(each)));
}

function filled(values: readonly (number | undefined)[]): number[] | undefined {
  const known = values.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const length = values.length;
  const wrapped = [{ ...last, index: last.index - length }, ...known, { ...first, index: first.index + length }];
  let next = 0;
  return values.map((value, index) => {
    while ((wrapped[next]?.index ?? index) < index) next++;
    const [before, after] = [wrapped[next - 1], wrapped[next]];
    if (value !== undefined || before === undefined || after === undefined) return value ?? 0;
    return before.value + ((after.value - before.value) * (index - before.index)) / (after.index - before.index);
  });
}
