import type { MetricIdentity } from '../metrics/metric-identity.ts';

/** The metric a series was read from, with its statistic as it was asked for. */
export type SeriesOrigin = MetricIdentity & { readonly stat: string };

/** A time series: values by ascending timestamp (milliseconds), a missing datapoint is absent. */
export type TimeSeries = {
  readonly label: string;
  readonly period: number;
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
  readonly origin?: SeriesOrigin;
  /** Set when a computation gave something that is no number (x/0, LOG(0)): there is no datapoint then. */
  readonly dropped?: true;
};

/** What an expression can give: S, TS and TS[] of the User Guide, and the texts and keywords that some functions take. */
export type MathValue =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'series'; readonly series: TimeSeries }
  | { readonly type: 'array'; readonly members: readonly TimeSeries[] }
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'keyword'; readonly name: string };

export type MathType = MathValue['type'];

/** A type as messages name it. */
export function typeName(type: MathType): string {
  switch (type) {
    case 'scalar':
      return 'a scalar';
    case 'series':
      return 'a time series';
    case 'array':
      return 'an array of time series';
    case 'string':
      return 'a string';
    case 'keyword':
      return 'a keyword';
    default:
      return type satisfies never;
  }
}

/** A time series with every value mapped; a result that is not finite (x/0, LOG(0)) is no datapoint. */
export function mapSeries(
  series: TimeSeries,
  map: (value: number, timestamp: number) => number | undefined,
): TimeSeries {
  const timestamps: number[] = [];
  const values: number[] = [];
  let dropped = series.dropped ?? false;
  series.timestamps.forEach((timestamp, index) => {
    const value = map(series.values[index] ?? Number.NaN, timestamp);
    if (value === undefined) return;
    if (!Number.isFinite(value)) {
      dropped = true;
      return;
    }
    timestamps.push(timestamp);
    values.push(value);
  });
  return { ...series, timestamps, values, ...(dropped && { dropped }) };
}

/** The timestamps of both series, ascending, each once. */
export function unionOfTimestamps(left: TimeSeries, right: TimeSeries): readonly number[] {
  if (sameTimestamps(left, right)) return left.timestamps;
  return mergeTimestamps(left.timestamps, right.timestamps);
}

/** Two ascending lists of timestamps as one, each timestamp once. */
export function mergeTimestamps(a: readonly number[], b: readonly number[]): number[] {
  const merged: number[] = [];
  let [left, right] = [0, 0];
  for (;;) {
    const [first, second] = [a[left], b[right]];
    if (first === undefined) return merged.concat(b.slice(right));
    if (second === undefined) return merged.concat(a.slice(left));
    merged.push(Math.min(first, second));
    if (first <= second) left += 1;
    if (second <= first) right += 1;
  }
}

/** Looks values up by timestamp; `undefined` where the series has none. Looking from one to a later one is a step, back is a search. */
export function valueAt({ timestamps, values }: TimeSeries): (timestamp: number) => number | undefined {
  let next = 0;
  return (timestamp) => {
    if ((timestamps[next - 1] ?? Number.NEGATIVE_INFINITY) >= timestamp) next = 0;
    while ((timestamps[next] ?? Number.POSITIVE_INFINITY) < timestamp) next += 1;
    return timestamps[next] === timestamp ? values[next] : undefined;
  };
}

/** A series over given timestamps, made `from` others; where `value` gives nothing finite there is no datapoint. */
export function seriesOver(
  timestamps: readonly number[],
  { label, period }: { readonly label: string; readonly period: number },
  value: (timestamp: number) => number | undefined,
  from: readonly TimeSeries[] = [],
): TimeSeries {
  const dropped = from.some((series) => series.dropped);
  const made = { label, period, timestamps, values: timestamps, ...(dropped && { dropped }) };
  return mapSeries(made, (_, timestamp) => value(timestamp));
}

function sameTimestamps(a: TimeSeries, b: TimeSeries): boolean {
  return (
    a === b ||
    (a.timestamps.length === b.timestamps.length &&
      a.timestamps.every((timestamp, index) => timestamp === b.timestamps[index]))
  );
}
