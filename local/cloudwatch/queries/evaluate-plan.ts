import { evaluateExpression, type Scope } from '../math/evaluate-expression.ts';
import type { MathContext } from '../math/math-function.ts';
import type { MathValue, TimeSeries } from '../math/value.ts';
import type { MetricStore } from '../metric-store.ts';
import { readStatistic } from '../metrics/read-statistic.ts';
import type { MetricDataQuery, MetricSource } from './metric-data-query.ts';
import { createPlanKeys } from './plan-keys.ts';
import type { QueryPlan } from './query-plan.ts';
import type { QuerySource } from './query-source.ts';
import type { Range } from './range.ts';

/** Evaluates the plan over a range; each id is computed once, when it is first asked for. */
export function evaluatePlan(plan: QueryPlan, source: QuerySource, range: Range): (id: string) => MathValue {
  return createScope(plan, source, range).idValue;
}

function createScope(plan: QueryPlan, source: QuerySource, range: Range): Scope {
  const values = new Map<string, MathValue>();
  const byId = new Map(plan.queries.map((query) => [query.id, query]));
  const context: MathContext = { ...range, period: plan.period, metrics };
  const scope: Scope = {
    idValue,
    context,
    source,
    over: (other) => createScope(plan, source, other),
    keyOf: (expressions) => createPlanKeys(plan)(expressions),
  };
  return scope;

  function metrics(): { id: string; series: TimeSeries }[] {
    return plan.queries.flatMap((query) =>
      query.source.kind === 'metric' ? [{ id: query.id, series: seriesOf(idValue(query.id)) }] : [],
    );
  }

  function idValue(id: string): MathValue {
    const known = values.get(id);
    if (known !== undefined) return known;
    const query = byId.get(id);
    if (query === undefined) throw new TypeError(`a checked plan has no query '${id}'`);
    const value = compute(query);
    values.set(id, value);
    return value;
  }

  function compute({ source: asked, label }: MetricDataQuery): MathValue {
    if (asked.kind === 'metric') return { type: 'series', series: metricSeries(source.metrics, asked, label, range) };
    return evaluateExpression(asked.expression, scope);
  }
}

function seriesOf(value: MathValue): TimeSeries {
  if (value.type !== 'series') throw new TypeError('a metric gave no series');
  return value.series;
}

function metricSeries(store: MetricStore, source: MetricSource, label: string | undefined, range: Range): TimeSeries {
  const points = readStatistic(store, source, range.start, range.end);
  return { label: label ?? source.name, period: source.period, ...points };
}
