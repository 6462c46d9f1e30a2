import { type MathFunction, membersArgument, seriesArgument, signatures } from '../math-function.ts';
import { type MathValue, seriesOver, type TimeSeries } from '../value.ts';

type Reduce = (values: readonly number[]) => number;
/** The value at one timestamp by the values that are there, of so many members. */
type ReduceAcross = (values: readonly number[], members: number) => number;

const sum: Reduce = (values) => values.reduce((total, value) => total + value, 0);
const average: Reduce = (values) => sum(values) / values.length;
const least: Reduce = (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most: Reduce = (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** Standard deviation of the whole population (AWS does not say which; our choice). */
const deviation: Reduce = (values) => {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
};

/** The value of each function over one series' datapoints; NaN without any. */
export const REDUCTIONS = { AVG: average, MAX: most, MIN: least, SUM: sum, STDDEV: deviation } as const;

/** One series → a scalar over its datapoints; an array → a series over its members at each timestamp. */
function aggregate(name: string, reduce: Reduce, across: ReduceAcross = reduce): MathFunction {
  return {
    usage: `${name}(TS | TS[])`,
    resultType: signatures({ series: 'scalar', array: 'series' }),
    evaluate: ([value]) =>
      value?.type === 'array'
        ? { type: 'series', series: acrossMembers(name, value.members, across) }
        : { type: 'scalar', value: reduceAll(seriesArgument(value).values, reduce) },
  };
}

function reduceAll(values: readonly number[], reduce: Reduce): number {
  return values.length === 0 ? Number.NaN : reduce(values);
}

/** Members may be many and have few datapoints: the work is that of their datapoints, however few timestamps they share. */
function acrossMembers(label: string, members: readonly TimeSeries[], across: ReduceAcross): TimeSeries {
  const valuesAt = new Map<number, number[]>();
  for (const { timestamps, values } of members) {
    timestamps.forEach((timestamp, index) => {
      const value = values[index] ?? Number.NaN;
      const here = valuesAt.get(timestamp);
      if (here === undefined) valuesAt.set(timestamp, [value]);
      else here.push(value);
    });
  }
  const period = members[0]?.period ?? 60_000;
  const timestamps = [...valuesAt.keys()].sort((a, b) => a - b);
  const at = (timestamp: number): number => across(valuesAt.get(timestamp) ?? [], members.length);
  return seriesOver(timestamps, { label, period }, at, members);
}

function countAcross(members: readonly TimeSeries[]): TimeSeries {
  return acrossMembers('DATAPOINT_COUNT', members, (values) => values.length);
}

/** Functions over all datapoints of a series, or over all series of an array; AVG counts a missing member as 0, the others leave it out. */
export const AGGREGATES: Readonly<Record<string, MathFunction>> = {
  AVG: aggregate('AVG', average, (values, members) => sum(values) / members),
  MAX: aggregate('MAX', most),
  MIN: aggregate('MIN', least),
  SUM: aggregate('SUM', sum),
  STDDEV: aggregate('STDDEV', deviation),
  DATAPOINT_COUNT: {
    usage: 'DATAPOINT_COUNT(TS | TS[])',
    resultType: signatures({ series: 'scalar', array: 'series' }),
    evaluate: ([value]): MathValue =>
      value?.type === 'array'
        ? { type: 'series', series: countAcross(value.members) }
        : { type: 'scalar', value: seriesArgument(value).values.length },
  },
  METRIC_COUNT: {
    usage: 'METRIC_COUNT(TS[])',
    resultType: signatures({ array: 'scalar' }),
    evaluate: ([value]) => ({ type: 'scalar', value: membersArgument(value).length }),
  },
};
