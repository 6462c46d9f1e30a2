import { evaluateExpression, type Scope } from '../math/evaluate-expression.ts';
import type { MathContext } from '../math/math-function.ts';
import type { MathValue, TimeSeries } from '../math/value.ts';
import type { MetricStore } from '../metric-store.ts';
import { readStatistic } from '../metrics/read-statistic.ts';
import type { MetricSource } from './metric-data-query.ts';
import { planKeys } from './plan-keys.ts';
import type { QueryPlan } from './query-plan.ts';
import type { QuerySource } from './query-source.ts';
import { firstPeriod, type Range } from './range.ts';
import { resolveInOrder } from './resolve-in-order.ts';
import { createWorkBudget, type WorkBudget } from './work-budget.ts';

/** Who asks and when, and what the request may do. */
export type Asking = { readonly now: number; readonly accountId: string; readonly budget: WorkBudget };

/** The values of a plan's ids over one range, and the scope of an expression with the period it was given. */
type Evaluation = {
  idValue(id: string): MathValue;
  scope(ownPeriod: number | undefined): Scope;
};

/**
 * Evaluates the plan over a range; each id is computed once, when it is first asked for. MathError when the expressions
 * need more work than one request may do.
 */
export function evaluatePlan(
  plan: QueryPlan,
  source: QuerySource,
  range: Range,
  asking: Asking = { now: range.end, accountId: '', budget: createWorkBudget() },
): (id: string) => MathValue {
  return createEvaluation(plan, source, range, asking).idValue;
}

function createEvaluation(plan: QueryPlan, source: QuerySource, range: Range, asking: Asking): Evaluation {
  const values = new Map<string, MathValue>();
  return { idValue, scope };

  function idValue(id: string): MathValue {
    resolveInOrder(id, plan.references, values, compute);
    return values.get(id) ?? missing(id);
  }

  function compute(id: string): MathValue {
    const { source: asked } = plan.queries.find((each) => each.id === id) ?? missing(id);
    if (asked.kind === 'expression') return evaluateExpression(asked.expression, scope(asked.period));
    const label = plan.labels.get(id) ?? asked.name;
    return { type: 'series', series: metricSeries(source.metrics, asked, label, range) };
  }

  function scope(ownPeriod: number | undefined): Scope {
    return {
      idValue,
      context: contextOf(ownPeriod),
      source,
      over: (other) => createEvaluation(plan, source, other, asking).scope(ownPeriod),
      keyOf: (expressions) => planKeys(plan, ownPeriod)(expressions),
      isMetric: (id) => plan.queries.some((query) => query.id === id && query.source.kind === 'metric'),
    };
  }

  function contextOf(ownPeriod: number | undefined): MathContext {
    const { now, accountId, budget } = asking;
    return {
      ...range,
      ...{ now, accountId, ownPeriod, metrics },
      period: ownPeriod ?? plan.period,
      spend: budget.spend,
      limit: budget.limit,
      admit: budget.admit,
    };
  }

  function metrics(): { id: string; series: TimeSeries }[] {
    const asked = plan.queries.filter((query) => query.source.kind === 'metric');
    return asked.map(({ id }) => {
      const series = seriesOf(idValue(id));
      asking.budget.spend(series.values.length);
      return { id, series };
    });
  }
}

function missing(id: string): never {
  throw new TypeError(`a checked plan has no query '${id}'`);
}

function seriesOf(value: MathValue): TimeSeries {
  if (value.type !== 'series') throw new TypeError('a metric gave no series');
  return value.series;
}

function metricSeries(store: MetricStore, source: MetricSource, label: string, { start, end }: Range): TimeSeries {
  const points = readStatistic(store, source, firstPeriod(start, source.period), end);
  return { label, period: source.period, origin: source, ...points };
}
