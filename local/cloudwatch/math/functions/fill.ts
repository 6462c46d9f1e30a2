import { grid, type MathContext, type MathFunction, mapMembers, signatures } from '../math-function.ts';
import { type MathValue, mergeTimestamps, seriesOver, type TimeSeries, valueAt } from '../value.ts';

/**
 * `FILL(TS | TS[], S | TS | REPEAT | LINEAR)`: gives missing datapoints of the requested range a value. REPEAT leaves those
 * before the first real datapoint missing, LINEAR also those after the last (AWS does not say; our choice).
 */
export const FILLING: Readonly<Record<string, MathFunction>> = {
  FILL: {
    usage: 'FILL(TS | TS[], S | TS | REPEAT | LINEAR)',
    keywords: ['REPEAT', 'LINEAR'],
    resultType: signatures({
      'series scalar': 'series',
      'series series': 'series',
      'series keyword': 'series',
      'array scalar': 'array',
      'array series': 'array',
      'array keyword': 'array',
    }),
    evaluate: ([value, filler], context) => mapMembers(value, (series) => fill(series, filler, context)),
  },
};

function fill(series: TimeSeries, filler: MathValue | undefined, context: MathContext): TimeSeries {
  const known = valueAt(series);
  const missing = fillerOf(series, filler);
  const timestamps = mergeTimestamps(grid(context, series.period), series.timestamps);
  return seriesOver(timestamps, series, (timestamp) => known(timestamp) ?? missing(timestamp));
}

function fillerOf(series: TimeSeries, filler: MathValue | undefined): (timestamp: number) => number | undefined {
  if (filler?.type === 'scalar') return () => filler.value;
  if (filler?.type === 'series') return valueAt(filler.series);
  return filler?.type === 'keyword' && filler.name === 'LINEAR' ? linear(series) : repeat(series);
}

function repeat(series: TimeSeries): (timestamp: number) => number | undefined {
  return (timestamp) => {
    const after = indexAfter(series, timestamp);
    return series.values[after - 1];
  };
}

function linear({ timestamps, values }: TimeSeries): (timestamp: number) => number | undefined {
  return (timestamp) => {
    const after = indexAfter({ timestamps }, timestamp);
    const [from, to] = [timestamps[after - 1], timestamps[after]];
    const [low, high] = [values[after - 1], values[after]];
    if (from === undefined || to === undefined || low === undefined || high === undefined) return undefined;
    return low + ((high - low) * (timestamp - from)) / (to - from);
  };
}

/** Index of the first datapoint after a timestamp. */
function indexAfter({ timestamps }: { readonly timestamps: readonly number[] }, timestamp: number): number {
  let [low, high] = [0, timestamps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timestamps[middle] ?? Number.POSITIVE_INFINITY) > timestamp) high = middle;
    else low = middle + 1;
  }
  return low;
}
