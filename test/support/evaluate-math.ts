import { DatabaseSync } from 'node:sqlite';
import { createAnomalyModels } from '../../local/cloudwatch/anomaly/anomaly-models.ts';
import { checkExpression } from '../../local/cloudwatch/math/check-expression.ts';
import { parseExpression } from '../../local/cloudwatch/math/parse-expression.ts';
import type { MathValue, TimeSeries } from '../../local/cloudwatch/math/value.ts';
import { type MetricStore, openMetricStore } from '../../local/cloudwatch/metric-store.ts';
import { evaluatePlan } from '../../local/cloudwatch/queries/evaluate-plan.ts';
import type { MetricDataQuery } from '../../local/cloudwatch/queries/metric-data-query.ts';
import { planQueries } from '../../local/cloudwatch/queries/query-plan.ts';
import { parseSeries } from './series.ts';

const MINUTE = 60_000;
const NAMESPACE = 'SmallCart/test';
/** Monday, 2026-11-23, 14:30 UTC. */
const START = Date.parse('2026-11-23T14:30:00Z');

/** The value of a metric math expression over metrics given in series notation, one datapoint a minute from 2026-11-23 14:30 UTC. */
export function evaluateMath(
  expression: string,
  metrics: Readonly<Record<string, string>> = {},
  minutes = 5,
): MathValue {
  const parsed = parseExpression(expression);
  checkExpression(parsed, (id) => (Object.hasOwn(metrics, id) ? { type: 'series', isMetric: true } : undefined));
  const plan = planQueries([
    ...Object.keys(metrics).map(metricQuery),
    { id: 'result', returnData: false, source: { kind: 'expression', text: expression, expression: parsed } },
  ]);
  const source = { metrics: recordedStore(metrics), models: createAnomalyModels() };
  return evaluatePlan(plan, source, { start: START, end: START + minutes * MINUTE })('result');
}

function metricQuery(id: string): MetricDataQuery {
  const statistic = { kind: 'basic', statistic: 'Sum' } as const;
  return {
    id,
    returnData: false,
    source: { kind: 'metric', namespace: NAMESPACE, name: id, dimensions: {}, stat: 'Sum', statistic, period: MINUTE },
  };
}

function recordedStore(metrics: Readonly<Record<string, string>>): MetricStore {
  const store = openMetricStore({ database: new DatabaseSync(':memory:') });
  for (const [name, notation] of Object.entries(metrics)) {
    parseSeries(notation).forEach((value, index) => {
      const timestamp = START + index * MINUTE;
      if (value !== undefined) {
        store.record({ namespace: NAMESPACE, name, dimensions: {}, unit: 'None', timestamp, value });
      }
    });
  }
  return store;
}

/** A math value in series notation by minute, members of an array one below the other, a scalar as its number. */
export function formatMath(value: MathValue, minutes = 5): string {
  switch (value.type) {
    case 'scalar':
      return String(value.value);
    case 'series':
      return formatSeries(value.series, minutes);
    case 'array':
      return value.members.map((member) => formatSeries(member, minutes)).join(' | ');
    case 'string':
    case 'keyword':
      throw new TypeError('an expression cannot give a text');
    default:
      return value satisfies never;
  }
}

function formatSeries({ timestamps, values }: TimeSeries, minutes: number): string {
  return Array.from({ length: minutes }, (_, minute) => {
    const value = values[timestamps.indexOf(START + minute * MINUTE)];
    return value === undefined ? '_' : String(Number(value.toPrecision(12)));
  }).join(' ');
}
