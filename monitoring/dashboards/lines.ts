import type { Statistic } from '../cloudwatch.ts';
import { type MetricQuery, type MetricSelection, metric } from '../metric-query.ts';
import type { FunctionId } from '../resources.ts';

/** CloudWatch's ids begin with a lower-case letter and have no hyphens. */
const queryId = (id: string): string => id.replaceAll('-', '_').toLowerCase();

/** A metric that a panel shows under a label. */
export function line(id: string, label: string, selection: MetricSelection, stat: Statistic): MetricQuery {
  return { id: queryId(id), label, metric: selection, stat };
}

/** A metric that only takes part in a panel's metric math. */
export function part(id: string, selection: MetricSelection, stat: Statistic): MetricQuery {
  return { id: queryId(id), metric: selection, stat, returnData: false };
}

/** Metric math over a panel's other queries. */
export function math(id: string, label: string, expression: string): MetricQuery {
  return { id: queryId(id), label, expression };
}

type FunctionMetric =
  | 'functionInvocations'
  | 'functionErrors'
  | 'functionDuration'
  | 'functionConcurrency'
  | 'functionThrottles';

/** A line of each function, by its own name. */
export function ofFunctions(key: FunctionMetric, ids: readonly FunctionId[], stat: Statistic): MetricQuery[] {
  return ids.map((id) => line(id, id, metric(key, { FunctionName: { resource: 'function', id } }), stat));
}
