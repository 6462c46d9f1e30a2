import type { Compiled, Row } from './compile-expression.ts';
import { createDistinct } from './distinct.ts';
import { createPercentile } from './percentile.ts';
import { compareNaturally, toNumber, toText, type Value } from './value.ts';

/** What an aggregation function has gathered of one group's rows. */
export interface Accumulator {
  add(row: Row): void;
  result(): Value;
}

/** The arguments of an aggregation function, and what gives a row's time. */
export type AggregateArguments = {
  readonly field: Compiled;
  /** The second argument, a number. */
  readonly parameter: number;
  readonly time: Compiled;
};

/** An aggregation function: how many arguments it takes, whether one may be `*`, and what gathers for a group. */
export type Aggregate = {
  readonly least: number;
  readonly most: number;
  readonly star?: true;
  readonly create: (args: AggregateArguments) => Accumulator;
};

const present = (value: Value): boolean => value !== undefined && value !== null;

const count = ({ field }: AggregateArguments): Accumulator => {
  let rows = 0;
  return {
    add: (row) => {
      if (present(field.evaluate(row))) rows += 1;
    },
    result: () => rows,
  };
};

const distinct = ({ field }: AggregateArguments): Accumulator => {
  const values = createDistinct();
  return {
    add: (row) => {
      const text = toText(field.evaluate(row));
      if (text !== undefined) values.add(text);
    },
    result: () => values.count(),
  };
};

/** Of the numbers alone; `finish` has how many there were, their sum, and the sum of their squared distances from the mean. */
const ofNumbers =
  (finish: (count: number, sum: number, squares: number) => number) =>
  ({ field }: AggregateArguments): Accumulator => {
    let [numbers, sum, mean, squares] = [0, 0, 0, 0];
    return {
      add: (row) => {
        const value = toNumber(field.evaluate(row));
        if (value === undefined) return;
        numbers += 1;
        sum += value;
        const distance = value - mean;
        mean += distance / numbers;
        squares += distance * (value - mean);
      },
      result: () => (numbers === 0 ? undefined : finish(numbers, sum, squares)),
    };
  };

const percentile = ({ field, parameter }: AggregateArguments): Accumulator => {
  const values = createPercentile();
  return {
    add: (row) => {
      const value = toNumber(field.evaluate(row));
      if (value !== undefined) values.add(value);
    },
    result: () => values.at(parameter),
  };
};

/** The value that comes before all others; the first of those that are alike. */
const foremost =
  (isBefore: (value: Value, kept: Value) => boolean) =>
  ({ field }: AggregateArguments): Accumulator => {
    let kept: Value;
    return {
      add: (row) => {
        const value = field.evaluate(row);
        if (present(value) && (!present(kept) || isBefore(value, kept))) kept = value;
      },
      result: () => kept,
    };
  };

/** The value on the line that comes before all others in time. */
const foremostInTime =
  (isBefore: (time: number, kept: number) => boolean) =>
  ({ field, time }: AggregateArguments): Accumulator => {
    let kept: { readonly value: Value; readonly time: number } | undefined;
    return {
      add: (row) => {
        const [value, at] = [field.evaluate(row), toNumber(time.evaluate(row))];
        if (present(value) && at !== undefined && (!kept || isBefore(at, kept.time))) kept = { value, time: at };
      },
      result: () => kept?.value,
    };
  };

const one = { least: 1, most: 1 } as const;
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
  min: { ...one, create: smallest },
  max: { ...one, create: largest },
  pct,
  percentile: pct,
  median: { ...one, create: (args) => percentile({ ...args, parameter: 50 }) },
  sortsfirst: { ...one, create: smallest },
  sortslast: { ...one, create: largest },
  earliest: { ...one, create: foremostInTime((time, kept) => time < kept) },
  latest: { ...one, create: foremostInTime((time, kept) => time >= kept) },
};
