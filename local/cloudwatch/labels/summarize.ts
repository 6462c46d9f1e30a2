import type { TimeSeries } from '../math/value.ts';

type Point = { readonly value: number; readonly time: number };

/** What labels tell of a series' datapoints; of equal extremes the oldest. Undefined when there are none. */
export function summarize({ timestamps, values }: TimeSeries):
  | {
      readonly sum: number;
      readonly average: number;
      readonly first: Point;
      readonly last: Point;
      readonly min: Point;
      readonly max: Point;
    }
  | undefined {
  const points = timestamps.map((time, index) => ({ time, value: values[index] ?? Number.NaN }));
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  const min = points.reduce((least, point) => (point.value < least.value ? point : least));
  const max = points.reduce((most, point) => (point.value > most.value ? point : most));
  return { sum, average: sum / points.length, first, last, min, max };
}
