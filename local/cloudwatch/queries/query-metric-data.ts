import { validationError } from '../errors.ts';
import { fillLabel, isDynamic, type LabelContext } from '../labels/dynamic-label.ts';
import type { MathValue, SeriesOrigin, TimeSeries } from '../math/value.ts';
import { evaluatePlan } from './evaluate-plan.ts';
import { expressionError, type MetricDataQuery } from './metric-data-query.ts';
import type { QueryPlan } from './query-plan.ts';
import type { QuerySource } from './query-source.ts';
import type { Range } from './range.ts';
import { type ResultMessage, resultMessages } from './result-messages.ts';
import { createWorkBudget } from './work-budget.ts';

/** The range asked for; labels tell times in a zone so many minutes ahead of UTC. */
export type MetricDataRequest = { readonly range: Range; readonly offsetMinutes?: number };

/** Who asks, and when. */
export type Asker = { readonly now: number; readonly region: string; readonly accountId: string };

/** One series of an answer: timestamps in epoch milliseconds, oldest first. */
export type MetricDataResult = {
  readonly id: string;
  readonly label: string;
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
  readonly messages: readonly ResultMessage[];
  /** The metric whose series it is, or was computed from. */
  readonly origin?: SeriesOrigin;
};

/** A request whose queries were checked: results are computed when they are asked for. */
export type MetricData = {
  /** The queries that return data. */
  readonly returned: readonly MetricDataQuery[];
  /** Whether the request computes expressions. */
  readonly hasMath: boolean;
  /** A query's results: one, or for an array as many as it has members. */
  results(query: MetricDataQuery): MetricDataResult[];
  /** The label of a query that has not been computed; undefined when it depends on the data. */
  staticLabel(query: MetricDataQuery): string | undefined;
  /** What there is to say of the request as a whole, after its results were computed. */
  messages(): ResultMessage[];
};

/** Queries that were planned, as GetMetricData and the widget's image answer them; ValidationError where AWS refuses the request. */
export function queryMetricData(
  plan: QueryPlan,
  { range, offsetMinutes = 0 }: MetricDataRequest,
  source: QuerySource,
  asker: Asker,
): MetricData {
  const { now, accountId } = asker;
  const { queries } = plan;
  const foreign = queries.find((query) => query.accountId !== undefined && query.accountId !== accountId);
  if (foreign) throw validationError(`The account ${foreign.accountId} is not linked to this account.`);
  const budget = createWorkBudget();
  const valueById = evaluatePlan(plan, source, range, { now, accountId, budget });
  const labels = { ...asker, offsetMinutes };

  function results(query: MetricDataQuery): MetricDataResult[] {
    try {
      return toSeries(plan, query, valueById(query.id), labels).map((series) => ({
        id: query.id,
        label: series.label,
        timestamps: series.timestamps,
        values: series.values,
        messages: resultMessages(query, series, source.metrics, range),
        ...(series.origin && { origin: series.origin }),
      }));
    } catch (error) {
      throw expressionError(query.id, error);
    }
  }

  return {
    returned: queries.filter(({ returnData }) => returnData),
    hasMath: queries.some((query) => query.source.kind === 'expression'),
    results,
    staticLabel: (query) => staticLabel(plan, query),
    messages: () =>
      budget.limited() ? [{ code: 'MaxMetricsExceeded', value: 'Maximum number of allowed metrics exceeded' }] : [],
  };
}

function staticLabel(plan: QueryPlan, query: MetricDataQuery): string | undefined {
  const label = ownLabel(plan, query);
  return isDynamic(label) || plan.types.get(query.id) === 'array' ? undefined : label;
}

/** An expression without a label goes by its id. */
function ownLabel({ labels }: QueryPlan, { id, label }: MetricDataQuery): string {
  return label ?? labels.get(id) ?? id;
}

/** The series of a query with their labels. */
function toSeries(plan: QueryPlan, query: MetricDataQuery, value: MathValue, context: LabelContext): TimeSeries[] {
  if (value.type === 'array') {
    return value.members.map((series) => ({ ...series, label: memberLabel(query.label, series, context) }));
  }
  if (value.type !== 'series') return [];
  const own = query.source.kind === 'metric' ? query.source.name : query.id;
  return [{ ...value.series, label: fillLabel(ownLabel(plan, query), value.series, own, context) }];
}

/**
 * A member of an array goes by the expression's label and its own, `Filled: Errors` (User Guide "Using math expressions
 * with CloudWatch metrics"); by its own alone when the expression has none; by the expression's when that is dynamic.
 */
function memberLabel(label: string | undefined, series: TimeSeries, context: LabelContext): string {
  const own = fillLabel(series.label, series, series.origin?.name ?? series.label, context);
  if (label === undefined || label === '') return own;
  return isDynamic(label) ? fillLabel(label, series, own, context) : `${label} ${own}`;
}
