import { validationError } from '../errors.ts';
import { defaultLabels } from '../labels/default-labels.ts';
import { checkExpression } from '../math/check-expression.ts';
import { referredIds } from '../math/expression.ts';
import type { MathType } from '../math/value.ts';
import { checkBands, type Queries } from './check-bands.ts';
import { expressionError, type MetricDataQuery } from './metric-data-query.ts';
import { resolveInOrder } from './resolve-in-order.ts';

/** Queries that were checked together: ids are unique, expressions refer to known ids, without a circle. */
export type QueryPlan = {
  readonly queries: readonly MetricDataQuery[];
  /** The ids that each query refers to. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** The shortest period among the metrics; a minute when there is none (milliseconds). */
  readonly period: number;
  readonly types: ReadonlyMap<string, MathType>;
  /** The label of each metric: its own, else a default one; it may have dynamic parts. */
  readonly labels: ReadonlyMap<string, string>;
};

/** Checks queries against each other; ValidationError says which one is wrong and why. */
export function planQueries(queries: readonly MetricDataQuery[]): QueryPlan {
  const byId = new Map<string, MetricDataQuery>();
  for (const query of queries) {
    if (byId.has(query.id)) throw validationError('The values for parameter id in MetricDataQueries are not unique.');
    byId.set(query.id, query);
  }
  const references = referencesOf(byId);
  const types = typesOf(byId, references);
  const scalar = queries.find((query) => query.returnData && types.get(query.id) === 'scalar');
  if (scalar)
    throw validationError(`Error in expression '${scalar.id}': it gives a scalar, but a result must be a time series`);
  const text = queries.find((query) => types.get(query.id) === 'string');
  if (text)
    throw validationError(`Error in expression '${text.id}': it gives a string, but a result must be a time series`);
  return { queries, references, period: shortestPeriod(queries), types, labels: metricLabels(queries) };
}

/** The ids among the queries that each query refers to. */
function referencesOf(byId: ReadonlyMap<string, MetricDataQuery>): Map<string, readonly string[]> {
  return new Map(
    [...byId].map(([id, { source }]) => {
      const referred = source.kind === 'metric' ? [] : referredIds(source.expression);
      return [id, [...new Set(referred)].filter((each) => byId.has(each))];
    }),
  );
}

function typesOf(
  byId: ReadonlyMap<string, MetricDataQuery>,
  references: ReadonlyMap<string, readonly string[]>,
): Map<string, MathType> {
  const types = new Map<string, MathType>();
  const queries = { byId, references };
  for (const id of byId.keys())
    resolveInOrder(id, references, types, (each) => typeOf(each, queries, types), circleError);
  return types;
}

function circleError(path: readonly string[]): Error {
  return validationError(`Error in expression '${path[0]}': it refers to itself (${path.join(' -> ')})`);
}

function typeOf(id: string, queries: Queries, types: ReadonlyMap<string, MathType>): MathType {
  const source = queries.byId.get(id)?.source;
  if (source?.kind !== 'expression') return 'series';
  try {
    const type = checkExpression(source.expression, (referred) => {
      const known = types.get(referred);
      return known && { type: known, isMetric: queries.byId.get(referred)?.source.kind === 'metric' };
    });
    checkBands(source.expression, queries);
    return type;
  } catch (error) {
    throw expressionError(id, error);
  }
}

function shortestPeriod(queries: readonly MetricDataQuery[]): number {
  const periods = queries.flatMap(({ source }) => (source.kind === 'metric' ? [source.period] : []));
  return periods.length === 0 ? 60_000 : Math.min(...periods);
}

/** Default labels tell apart the metrics that are returned without a label of their own. */
function metricLabels(queries: readonly MetricDataQuery[]): Map<string, string> {
  const metrics = queries.flatMap(({ id, label, returnData, source }) =>
    source.kind === 'metric' ? [{ id, label, returnData, source }] : [],
  );
  const unlabelled = metrics.filter(({ label, returnData }) => label === undefined && returnData);
  const defaults = defaultLabels(
    unlabelled.map(({ source }) => source),
    { nameWhenEqual: true },
  );
  return new Map([
    ...metrics.map(({ id, label, source }) => [id, label ?? source.name] as const),
    ...unlabelled.map(({ id, source }, index) => [id, defaults[index] ?? source.name] as const),
  ]);
}
