import type { BinaryOperator } from './expression.ts';
import type { MathContext } from './math-function.ts';
import {
  type MathType,
  type MathValue,
  mapSeries,
  seriesOver,
  type TimeSeries,
  unionOfTimestamps,
  valueAt,
} from './value.ts';

type Spend = MathContext['spend'];

/** The type of a binary operation; undefined where the User Guide has none. */
export function binaryType(left: MathType, right: MathType): MathType | undefined {
  const types = [left, right];
  if (!types.every((type) => type === 'scalar' || type === 'series' || type === 'array')) return undefined;
  if (left === 'array' && right === 'array') return undefined;
  if (types.includes('array')) return 'array';
  return types.includes('series') ? 'series' : 'scalar';
}

/**
 * Applies an operator; in series one missing side counts as 0, both missing give no point, division by zero gives no point.
 * Takes the work of joining series from what the request may do before it is done: an array may join with a long series
 * as often as it has members.
 */
export function applyOperator(operator: BinaryOperator, left: MathValue, right: MathValue, spend: Spend): MathValue {
  if (left.type === 'array') return eachMember(left.members, (series) => applyOperator(operator, series, right, spend));
  if (right.type === 'array')
    return eachMember(right.members, (series) => applyOperator(operator, left, series, spend));
  if (left.type === 'series' && right.type === 'series') {
    spend(left.series.values.length + right.series.values.length);
    return { type: 'series', series: combine(operator, left.series, right.series) };
  }
  if (left.type === 'series') return mapped(left.series, (value) => compute(operator, value, scalar(right)));
  if (right.type === 'series') return mapped(right.series, (value) => compute(operator, scalar(left), value));
  return { type: 'scalar', value: compute(operator, scalar(left), scalar(right)) };
}

function mapped(series: TimeSeries, map: (value: number) => number): MathValue {
  return { type: 'series', series: mapSeries(series, map) };
}

function named(result: TimeSeries, { label, origin }: TimeSeries): TimeSeries {
  return { ...result, label, ...(origin !== undefined && { origin }) };
}

/** Every result goes by its member's label and origin, on whichever side of the operator it stands. */
function eachMember(members: readonly TimeSeries[], apply: (series: MathValue) => MathValue): MathValue {
  const results = members.map((series) => ({ series, value: apply({ type: 'series', series }) }));
  return {
    type: 'array',
    members: results.flatMap(({ series, value }) => (value.type === 'series' ? [named(value.series, series)] : [])),
  };
}

function combine(operator: BinaryOperator, left: TimeSeries, right: TimeSeries): TimeSeries {
  const leftAt = valueAt(left);
  const rightAt = valueAt(right);
  return seriesOver(
    unionOfTimestamps(left, right),
    left,
    (timestamp) => compute(operator, leftAt(timestamp) ?? 0, rightAt(timestamp) ?? 0),
    [left, right],
  );
}

function scalar(value: MathValue): number {
  if (value.type !== 'scalar') throw new TypeError('a checked expression gave no scalar');
  return value.value;
}

function compute(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? Number.NaN : a / b;
    case '^':
      return a ** b;
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    case '&&':
      return Number(a !== 0 && b !== 0);
    case '||':
      return Number(a !== 0 || b !== 0);
    default:
      return operator satisfies never;
  }
}
