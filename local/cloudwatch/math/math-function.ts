import type { QuerySource } from '../queries/query-source.ts';
import { firstPeriod, type Range } from '../queries/range.ts';
import type { IdTypes } from './check-expression.ts';
import type { Expression } from './expression.ts';
import type { MathType, MathValue, TimeSeries } from './value.ts';

/** What a function may know of the request around its expression (milliseconds). */
export type MathContext = {
  readonly start: number;
  readonly end: number;
  /** When the request came. */
  readonly now: number;
  readonly accountId: string;
  /** What a series made from nothing gets: the expression's own period, else the shortest of the request's metrics. */
  readonly period: number;
  /** The expression's own period, when it has one. */
  readonly ownPeriod: number | undefined;
  /** Takes steps of work (about one per datapoint) from what one request may do; MathError when that is used up. */
  readonly spend: (steps: number) => void;
  /** At most as many series as an array may hold; the rest is left out, of which the request is told. */
  readonly limit: <T>(members: readonly T[]) => readonly T[];
  /** The same for what searches find, in all of the request. */
  readonly admit: <T>(found: readonly T[]) => readonly T[];
  /** The request's metrics, without its expressions, in the order given. */
  readonly metrics: () => readonly { readonly id: string; readonly series: TimeSeries }[];
};

/** The arguments of a call beyond their values over the requested range. */
export type LazyArguments = {
  /** The values of the same arguments over another range, everything they refer to evaluated afresh. */
  over(range: Range): readonly MathValue[];
  readonly source: QuerySource;
  /**
   * A text that two arguments share exactly when they ask for the same (metrics, statistics, periods and expressions), and
   * whether the argument is the id of a metric rather than an expression.
   */
  argument(index: number): { readonly key: string; readonly isMetric: boolean };
};

/** A metric math function: `usage` as the User Guide writes it, the type it gives for argument types it takes, and its value. */
export type MathFunction = {
  readonly usage: string;
  readonly resultType: (args: readonly MathType[]) => MathType | undefined;
  /** The words that stand for themselves as arguments. */
  readonly keywords?: readonly string[];
  /** What the types do not say of the arguments, MathError where one is wrong. */
  readonly check?: (args: readonly Expression[], ids: IdTypes) => void;
  readonly evaluate: (args: readonly MathValue[], context: MathContext, lazily: LazyArguments) => MathValue;
};

/** A result type by the exact list of argument types, written `'series scalar': 'series'`. */
export function signatures(table: Readonly<Record<string, MathType>>): MathFunction['resultType'] {
  return (args) => {
    const key = args.join(' ');
    return Object.hasOwn(table, key) ? table[key] : undefined;
  };
}

/** The series of a checked argument. */
export function seriesArgument(value: MathValue | undefined): TimeSeries {
  if (value?.type !== 'series') throw new TypeError('a checked expression gave no series');
  return value.series;
}

/** The members of a checked argument; a single series is one member. */
export function membersArgument(value: MathValue | undefined): readonly TimeSeries[] {
  return value?.type === 'array' ? value.members : [seriesArgument(value)];
}

/** The number of a checked argument. */
export function scalarArgument(value: MathValue | undefined): number {
  if (value?.type !== 'scalar') throw new TypeError('a checked expression gave no scalar');
  return value.value;
}

/** Applies a change to a series or to each member of an array. */
export function mapMembers(value: MathValue | undefined, change: (series: TimeSeries) => TimeSeries): MathValue {
  if (value?.type === 'array') return { type: 'array', members: value.members.map(change) };
  return { type: 'series', series: change(seriesArgument(value)) };
}

/** Every period's timestamp in the requested range: what a non-sparse series has. */
export function grid({ start, end, spend }: MathContext, period: number): number[] {
  const first = firstPeriod(start, period);
  const length = Math.max(0, Math.ceil((end - first) / period));
  spend(length);
  return Array.from({ length }, (_, index) => first + index * period);
}
