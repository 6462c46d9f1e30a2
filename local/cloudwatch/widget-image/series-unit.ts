import type { Expression } from '../math/expression.ts';
import type { MetricStore } from '../metric-store.ts';
import type { MetricDataQuery } from '../queries/metric-data-query.ts';
import type { MetricDataResult } from '../queries/query-metric-data.ts';

/** Functions that give metrics as they are. */
const CHOOSING = ['SEARCH', 'METRICS', 'SORT', 'SLICE', 'FIRST', 'LAST', 'REMOVE_EMPTY'];

/**
 * The unit of a query's result: a metric's own, also when an expression only finds, sorts or chooses metrics. What is
 * computed has none: CloudWatch's graphs say "No unit" of metric math.
 */
export function seriesUnit(
  query: MetricDataQuery,
  { origin }: Pick<MetricDataResult, 'origin'>,
  queries: readonly MetricDataQuery[],
  metrics: MetricStore,
): string | undefined {
  if (origin === undefined || !isOfMetric(query, queries)) return undefined;
  if (origin.stat === 'SampleCount' || /^TC/i.test(origin.stat)) return 'Count';
  if (/^PR/i.test(origin.stat)) return 'Percent';
  const published = metrics.find(origin.namespace, origin.name, origin.dimensions)?.series[0]?.unit;
  return (query.source.kind === 'metric' ? query.source.unit : undefined) ?? published;
}

function isOfMetric({ source }: MetricDataQuery, queries: readonly MetricDataQuery[]): boolean {
  return source.kind === 'metric' || choosesMetrics(source.expression, queries);
}

function choosesMetrics(expression: Expression, queries: readonly MetricDataQuery[]): boolean {
  const chooses = (each: Expression): boolean => choosesMetrics(each, queries);
  switch (expression.kind) {
    case 'id':
      return queries.some((query) => query.id === expression.id && isOfMetric(query, queries));
    case 'array':
      return expression.items.every(chooses);
    case 'call': {
      const [from] = expression.args;
      return CHOOSING.includes(expression.name) && (from === undefined || from.kind === 'string' || chooses(from));
    }
    case 'negate':
    case 'binary':
    case 'number':
    case 'string':
    case 'keyword':
      return false;
    default:
      return expression satisfies never;
  }
}
