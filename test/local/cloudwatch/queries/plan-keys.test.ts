import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { parseExpression } from '../../../../local/cloudwatch/math/parse-expression.ts';
import { readMetricDataQuery } from '../../../../local/cloudwatch/queries/metric-data-query.ts';
import { planKeys } from '../../../../local/cloudwatch/queries/plan-keys.ts';
import { planQueries } from '../../../../local/cloudwatch/queries/query-plan.ts';

const metric = (Id: string, changes: JsonObject = {}, stat: JsonObject = {}): JsonObject => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Errors', ...changes }, Period: 60, Stat: 'Sum', ...stat },
});
const math = (Id: string, Expression: string, extra: JsonObject = {}): JsonObject => ({ Id, Expression, ...extra });

function keyOf(expression: string, ...queries: JsonObject[]): string {
  const plan = planQueries(queries.map((query) => readMetricDataQuery({ ReturnData: false, ...query }, '')));
  return planKeys(plan, undefined)([parseExpression(expression)]);
}

const KEY = keyOf('m1 * 2', metric('m1'));

describe('the key of what an expression asks for', () => {
  it.each<[string, string, JsonObject[]]>([
    ['the same under another id', 'other * 2', [metric('other')]],
    ['the same beside another metric', 'm1 * 2', [metric('m1'), metric('m2', { MetricName: 'Latency' })]],
    ['the same written otherwise', '(m1)*2.0', [metric('m1')]],
    ['the same with a label', 'm1 * 2', [{ ...metric('m1'), Label: 'Errors' }]],
  ])('stays %s', (_, expression, queries) => {
    expect(keyOf(expression, ...queries)).toBe(KEY);
  });

  it.each<[string, string, JsonObject[]]>([
    ['another metric name', 'm1 * 2', [metric('m1', { MetricName: 'Latency' })]],
    ['another namespace', 'm1 * 2', [metric('m1', { Namespace: 'Web' })]],
    ['a dimension', 'm1 * 2', [metric('m1', { Dimensions: [{ Name: 'Service', Value: 'cart' }] })]],
    ['another statistic', 'm1 * 2', [metric('m1', {}, { Stat: 'Average' })]],
    ['another period', 'm1 * 2', [metric('m1', {}, { Period: 120 })]],
    ['a unit', 'm1 * 2', [metric('m1', {}, { Unit: 'Count' })]],
    ['another expression', 'm1 * 3', [metric('m1')]],
  ])('changes with %s', (_, expression, queries) => {
    expect(keyOf(expression, ...queries)).not.toBe(KEY);
  });

  it('goes through expressions, and stays short where they refer to each other many times', () => {
    const chain = Array.from({ length: 498 }, (_, index) =>
      math(`e${index + 1}`, `${'ABS('.repeat(100)}e${index} + e${index}${')'.repeat(100)}`),
    );
    const key = keyOf('e498', math('e0', 'm1 + 1'), metric('m1'), ...chain);
    expect(key).not.toBe(keyOf('e498', math('e0', 'm1 + 2'), metric('m1'), ...chain));
    expect(key).toHaveLength(KEY.length);
  });

  it('goes by the period of the expressions it refers to', () => {
    const key = (extra: JsonObject) => keyOf('e1', math('e1', 'TIME_SERIES(1)', extra), metric('m1'));
    expect(key({ Period: 300 })).not.toBe(key({}));
  });

  it('is asked for of one plan with several periods and several expressions, again and again', () => {
    const plan = planQueries([metric('m1'), metric('m2')].map((query) => readMetricDataQuery(query, '')));
    const [first, second] = [parseExpression('m1 * 2'), parseExpression('m2 * 2')];
    const keys = () => [60_000, 300_000, undefined].map((period) => planKeys(plan, period)([first]));
    expect(keys()).toEqual(keys());
    expect(keys()[0]).not.toBe(keys()[1]);
    expect(planKeys(plan, undefined)([first, second])).not.toBe(planKeys(plan, undefined)([first]));
  });

  it('goes by all the metrics and their ids where METRICS is asked for', () => {
    expect(keyOf('SUM(METRICS())', metric('m1'))).not.toBe(keyOf('SUM(METRICS())', metric('m2')));
    expect(keyOf('SUM(METRICS())', metric('m1'))).not.toBe(keyOf('SUM(METRICS())', metric('m1'), metric('m2')));
  });
});
