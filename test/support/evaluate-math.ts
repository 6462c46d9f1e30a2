import { checkExpression } from '../../local/cloudwatch/math/check-expression.ts';
import { evaluateExpression } from '../../local/cloudwatch/math/evaluate-expression.ts';
import { parseExpression } from '../../local/cloudwatch/math/parse-expression.ts';
import type { MathValue, TimeSeries } from '../../local/cloudwatch/math/value.ts';
import { parseSeries } from './series.ts';

const MINUTE = 60_000;
/** Monday, 2026-11-23, 14:30 UTC. */
const START = Date.parse('2026-11-23T14:30:00Z');

/** The value of a metric math expression over metrics given in series notation, one datapoint a minute from 2026-11-23 14:30 UTC. */
export function evaluateMath(
  expression: string,
  metrics: Readonly<Record<string, string>> = {},
  minutes = 5,
): MathValue {
  const series = new Map(Object.entries(metrics).map(([id, notation]) => [id, toSeries(id, notation)]));
  const parsed = parseExpression(expression);
  checkExpression(parsed, (id) => (series.has(id) ? { type: 'series', isMetric: true } : undefined));
  return evaluateExpression(parsed, (id) => ({ type: 'series', series: series.get(id) ?? toSeries(id, '') }), {
    start: START,
    end: START + minutes * MINUTE,
    period: MINUTE,
    metrics: () => [...series].map(([id, each]) => ({ id, series: each })),
  });
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

function toSeries(label: string, notation: string): TimeSeries {
  const points = parseSeries(notation).flatMap((value, index) =>
    value === undefined ? [] : [{ value, timestamp: START + index * MINUTE }],
  );
  return {
    label,
    period: MINUTE,
    timestamps: points.map(({ timestamp }) => timestamp),
    values: points.map(({ value }) => value),
  };
}

function formatSeries({ timestamps, values }: TimeSeries, minutes: number): string {
  return Array.from({ length: minutes }, (_, minute) => {
    const value = values[timestamps.indexOf(START + minute * MINUTE)];
    return value === undefined ? '_' : String(Number(value.toPrecision(12)));
  }).join(' ');
}
