import type { Compiled, Row } from './compile-expression.ts';
import { createNumbers } from './numbers.ts';
import { createPercentile, type Percentile } from './percentile.ts';
import { compareNaturally, toNumber, toText, type Value } from './value.ts';

/** What an aggregation function gathers of the rows of each group; groups are numbered from 0 on. */
export interface Accumulator {
  add(group: number, row: Row): void;
  result(group: number): Value;
}

/** The arguments of an aggregation function, and what gives a row's time. */
export type AggregateArguments = {
  readonly field: Compiled;
  /** The second argument, a number. */
  readonly parameter: number;
  readonly time: Compiled;
};

/** An aggregation function: how many arguments it takes, whether one may be `*`, and what gathers. */
export type Aggregate = {
  readonly least: number;
  readonly most: number;
  readonly star?: true;
  /** Whether it gives one of the values as it is. */
  readonly ofValues?: true;
  readonly create: (args: AggregateArguments) => Accumulator;
};

const present = (value: Value): boolean => value !== undefined && value !== null;

const count = ({ field }: AggregateArguments): Accumulator => {
  const rows = createNumbers();
  return {
    add: (group, row) => {
      if (present(field.evaluate(row))) rows.set(group, rows.get(group) + 1);
    },
    result: rows.get,
  };
};

const distinct = ({ field }: AggregateArguments): Accumulator => {
  const texts: (Set<string> | undefined)[] = [];
  return {
    add: (group, row) => {
      const text = toText(field.evaluate(row));
      if (text === undefined) return;
      const known = texts[group];
      if (known) known.add(text);
      else texts[group] = new Set([text]);
    },
    result: (group) => texts[group]?.size ?? 0,
  };
};

/** Of the numbers alone; `finish` has how many there were, their sum, and the sum of their squared distances from the mean. */
const ofNumbers =
  (finish: (count: number, sum: number, squares: number) => number) =>
  ({ field }: AggregateArguments): Accumulator => {
    const [counts, sums, means, squares] = [createNumbers(), createNumbers(), createNumbers(), createNumbers()];
    return {
      add: (group, row) => {
        const value = toNumber(field.evaluate(row));
        if (value === undefined) return;
        const numbers = counts.get(group) + 1;
        const distance = value - means.get(group);
        const mean = means.get(group) + distance / numbers;
        counts.set(group, numbers);
        sums.set(group, sums.get(group) + value);
        means.set(group, mean);
        squares.set(group, squares.get(group) + distance * (value - mean));
      },
      result: (group) => {
        const numbers = counts.get(group);
        return numbers === 0 ? undefined : finish(numbers, sums.get(group), squares.get(group));
      },
    };
  };

const percentile = ({ field, parameter }: AggregateArguments): Accumulator => {
  const numbers: (Percentile | undefined)[] = [];
  return {
    add: (group, row) => {
      const value = toNumber(field.evaluate(row));
      if (value === undefined) return;
      let gathered = numbers[group];
      if (!gathered) {
        gathered = createPercentile();
        numbers[group] = gathered;
      }
      gathered.add(value);
    },
    result: (group) => numbers[group]?.at(parameter),
  };
};

/** The value that comes before all others; the first of those that are alike. */
const foremost =
  (isBefore: (value: Value, kept: Value) => boolean) =>
  ({ field }: AggregateArguments): Accumulator => {
    const kept: Value[] = [];
    return {
      add: (group, row) => {
        const value = field.evaluate(row);
        if (present(value) && (!present(kept[group]) || isBefore(value, kept[group]))) kept[group] = value;
      },
      result: (group) => kept[group],
    };
  };

/** The value on the line that comes before all others in time. */
const foremostInTime =
  (isBefore: (time: number, kept: number) => boolean) =>
  ({ field, time }: AggregateArguments): Accumulator => {
    const values: Value[] = [];
    const times = createNumbers();
    return {
      add: (group, row) => {
        const [value, at] = [field.evaluate(row), toNumber(time.evaluate(row)) ?? 0];
        if (!present(value) || (present(values[group]) && !isBefore(at, times.get(group)))) return;
        values[group] = value;
        times.set(group, at);
      },
      result: (group) => values[group],
    };
  };

const one = { least: 1, most: 1 } as const;
const oneOf = { ...one, ofValues: true } as const;
/** Gathers the first value of each group. */
export const firstValue = foremost(() => false);
const smallest = foremost((value, kept) => compareNaturally(value, kept, false) < 0);
const largest = foremost((value, kept) => compareNaturally(value, kept, true) < 0);
const pct: Aggregate = { least: 2, most: 2, create: percentile };

/** "stats": aggregation and non-aggregation functions. */
export const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  count: { least: 0, most: 1, star: true, create: count },
  count_distinct: { ...one, create: distinct },
  sum: { ...one, create: ofNumbers((_, sum) => sum) },
  avg: { ...one, create: ofNumbers((numbers, sum) => sum / numbers) },
  stddev: { ...one, create: ofNumbers((numbers, _, squares) => Math.sqrt(squares / numbers)) },
  min: { ...oneOf, create: smallest },
  max: { ...oneOf, create: largest },
  pct,
  percentile: pct,
  median: { ...one, create: (args) => percentile({ ...args, parameter: 50 }) },
  sortsfirst: { ...oneOf, create: smallest },
  sortslast: { ...oneOf, create: largest },
  earliest: { ...oneOf, create: foremostInTime((time, kept) => time < kept) },
  latest: { ...oneOf, create: foremostInTime((time, kept) => time >= kept) },
};
