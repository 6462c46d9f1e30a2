import { type MathFunction, membersArgument, scalarArgument, signatures } from '../math-function.ts';
import type { MathValue, TimeSeries } from '../value.ts';
import { REDUCTIONS } from './aggregate.ts';

type SortKey = 'AVG' | 'MAX' | 'MIN' | 'SUM';
const SORT_KEYS: readonly SortKey[] = ['AVG', 'MAX', 'MIN', 'SUM'];
const ORDERS = ['ASC', 'DESC'];

const array = (members: readonly TimeSeries[]): MathValue => ({ type: 'array', members });

/** An array without a member gives an empty series, which has no datapoint. */
function member(members: readonly TimeSeries[], index: number): MathValue {
  const series = members.at(index) ?? { label: '', period: 60_000, timestamps: [], values: [] };
  return { type: 'series', series };
}

function sortMembers(members: readonly TimeSeries[], key: SortKey, descending: boolean): TimeSeries[] {
  const reduce = REDUCTIONS[key];
  const ranked = members.map((series) => ({
    series,
    rank: series.values.length === 0 ? undefined : reduce(series.values),
  }));
  const sorted = ranked.toSorted((a, b) => {
    if (a.rank === undefined || b.rank === undefined)
      return Number(a.rank === undefined) - Number(b.rank === undefined);
    return descending ? b.rank - a.rank : a.rank - b.rank;
  });
  return sorted.map(({ series }) => series);
}

function evaluateSort([value, key, order, limit]: readonly MathValue[]): MathValue {
  const sortKey = SORT_KEYS.find((name) => key?.type === 'keyword' && key.name === name) ?? 'AVG';
  const sorted = sortMembers(membersArgument(value), sortKey, order?.type === 'keyword' && order.name === 'DESC');
  return array(limit === undefined ? sorted : sorted.slice(0, scalarArgument(limit)));
}

/**
 * Functions that pick series out of an array; a series without datapoints sorts last. `SLICE(array, begin)` gives an array
 * as the User Guide's description and example have it, not one series as its table of return types has it.
 */
export const SELECTIONS: Readonly<Record<string, MathFunction>> = {
  FIRST: {
    usage: 'FIRST(TS[])',
    resultType: signatures({ array: 'series' }),
    evaluate: ([value]) => member(membersArgument(value), 0),
  },
  LAST: {
    usage: 'LAST(TS[])',
    resultType: signatures({ array: 'series' }),
    evaluate: ([value]) => member(membersArgument(value), -1),
  },
  REMOVE_EMPTY: {
    usage: 'REMOVE_EMPTY(TS[])',
    resultType: signatures({ array: 'array' }),
    evaluate: ([value]) => array(membersArgument(value).filter((series) => series.values.length > 0)),
  },
  SLICE: {
    usage: 'SLICE(TS[], S begin[, S end])',
    resultType: signatures({ 'array scalar': 'array', 'array scalar scalar': 'array' }),
    evaluate: ([value, begin, end]) =>
      array(membersArgument(value).slice(scalarArgument(begin), end && scalarArgument(end))),
  },
  SORT: {
    usage: 'SORT(TS[], AVG | MAX | MIN | SUM, ASC | DESC[, S limit])',
    keywords: [...SORT_KEYS, ...ORDERS],
    resultType: signatures({ 'array keyword keyword': 'array', 'array keyword keyword scalar': 'array' }),
    evaluate: evaluateSort,
  },
};
