import { createHash } from 'node:crypto';
import { calledFunctions, type Expression } from '../math/expression.ts';
import { formatExpression } from '../math/format-expression.ts';
import { identityKey } from '../metrics/metric-identity.ts';
import type { MetricSource } from './metric-data-query.ts';
import type { QueryPlan } from './query-plan.ts';
import { resolveInOrder } from './resolve-in-order.ts';

/** What gives expressions of a plan their keys. */
export type PlanKeys = (expressions: readonly Expression[]) => string;

/** Alarms evaluate the same plan at each tick: its keys are remembered for as long as it lives. */
const known = new WeakMap<QueryPlan, Map<number | undefined, PlanKeys>>();

/**
 * Texts that say what expressions of the plan ask for, whatever its ids are called: equal texts, equal values. They are
 * hashes, so that expressions on expressions do not make them grow.
 */
export function planKeys(plan: QueryPlan, ownPeriod: number | undefined): PlanKeys {
  const byPeriod = known.get(plan) ?? new Map<number | undefined, PlanKeys>();
  const keys = byPeriod.get(ownPeriod) ?? rememberSingle(createPlanKeys(plan, ownPeriod));
  known.set(plan, byPeriod.set(ownPeriod, keys));
  return keys;
}

function rememberSingle(keyOf: PlanKeys): PlanKeys {
  const remembered = new WeakMap<Expression, string>();
  return (expressions) => {
    const [only] = expressions;
    if (only === undefined || expressions.length > 1) return keyOf(expressions);
    const key = remembered.get(only) ?? keyOf(expressions);
    remembered.set(only, key);
    return key;
  };
}

function createPlanKeys(plan: QueryPlan, ownPeriod: number | undefined): PlanKeys {
  const keys = new Map<string, string>();

  function idKey(id: string): string {
    resolveInOrder(id, plan.references, keys, queryKey);
    return keys.get(id) ?? id;
  }

  function queryKey(id: string): string {
    const source = plan.queries.find((query) => query.id === id)?.source;
    if (source === undefined) return id;
    return source.kind === 'metric' ? metricKey(source) : keyOf([source.expression], source.period);
  }

  /** METRICS is about all the metrics of the request and about what their ids contain. */
  function keyOf(expressions: readonly Expression[], period: number | undefined): string {
    const asksForAll = expressions.some((expression) => calledFunctions(expression).includes('METRICS'));
    const metrics = plan.queries.filter(({ source }) => asksForAll && source.kind === 'metric');
    const parts = [
      ...expressions.map((expression) => formatExpression(expression, idKey)),
      ...metrics.map(({ id }) => `${id} ${idKey(id)}`),
      String(period ?? plan.period),
    ];
    return hash(parts.join('\n'));
  }

  return (expressions) => keyOf(expressions, ownPeriod);
}

function metricKey(source: MetricSource): string {
  const { namespace, name, dimensions, stat, period, unit } = source;
  return hash([identityKey(namespace, name, dimensions), stat, period, unit ?? ''].join('\n'));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
