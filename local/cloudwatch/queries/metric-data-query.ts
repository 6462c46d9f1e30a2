import type { JsonObject } from '../../aws/json.ts';
import { validationError } from '../errors.ts';
import type { Expression } from '../math/expression.ts';
import { MathError } from '../math/math-error.ts';
import { parseExpression } from '../math/parse-expression.ts';
import type { StatisticQuery } from '../metrics/read-statistic.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import { read, readDimensions, readUnit, text } from '../read-input.ts';
import { periodMs } from './period.ts';

const MAX_EXPRESSION = 2048;
const METRICS_INSIGHTS = /^\s*SELECT\s/i;

/** A metric with its statistic as it was written. */
export type MetricSource = StatisticQuery & { readonly kind: 'metric'; readonly stat: string };
export type ExpressionSource = {
  readonly kind: 'expression';
  readonly expression: Expression;
  readonly text: string;
  /** The query's own `Period` in milliseconds: what a series has that is made from no other. */
  readonly period?: number;
};

/** One entry of MetricDataQueries, or of an alarm's Metrics. */
export type MetricDataQuery = {
  readonly id: string;
  readonly label?: string;
  readonly returnData: boolean;
  /** The account that is to have the metric. */
  readonly accountId?: string;
  readonly source: MetricSource | ExpressionSource;
};

/** Reads a query; `place` is where it stands, such as `MetricDataQueries.member.1.`. */
export function readMetricDataQuery(input: JsonObject, place: string): MetricDataQuery {
  const members = read(input, place);
  const id = members.requiredString('Id');
  if (!/^[a-z][a-zA-Z0-9_]{0,254}$/.test(id)) {
    throw validationError(
      `The value ${id} for parameter ${place}Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  }
  const label = members.string('Label');
  const accountId = members.string('AccountId');
  return {
    id,
    ...(label !== undefined && { label }),
    ...(accountId !== undefined && { accountId }),
    returnData: members.boolean('ReturnData') ?? true,
    source: readSource(input, id, place),
  };
}

function readSource(input: JsonObject, id: string, place: string): MetricSource | ExpressionSource {
  const members = read(input, place);
  const stat = members.object('MetricStat');
  const expression = members.string('Expression');
  if (stat !== undefined && expression !== undefined) {
    throw validationError(
      'The parameters MetricDataQuery Expression and MetricStat are mutually exclusive and you have specified both.',
    );
  }
  const seconds = members.number('Period');
  const period = seconds === undefined ? undefined : periodMs(seconds, `${place}Period`);
  if (stat !== undefined) return readMetricStat(stat, `${place}MetricStat.`);
  if (expression === undefined) throw validationError(`The parameter ${place}MetricStat is required.`);
  return {
    kind: 'expression',
    text: expression,
    expression: parse(expression, id),
    ...(period !== undefined && { period }),
  };
}

function parse(expression: string, id: string): Expression {
  if (METRICS_INSIGHTS.test(expression)) {
    throw validationError(
      `Error in expression '${id}': Metrics Insights queries are not served by SmallCart's embedded cloud`,
    );
  }
  if (expression.length > MAX_EXPRESSION) {
    throw validationError(`Error in expression '${id}': it is longer than ${MAX_EXPRESSION} characters`);
  }
  try {
    return parseExpression(expression);
  } catch (error) {
    throw expressionError(id, error);
  }
}

/** What a faulty expression is answered with; any other error is passed on. */
export function expressionError(id: string, error: unknown): unknown {
  return error instanceof MathError ? validationError(`Error in expression '${id}': ${error.message}`) : error;
}

function readMetricStat(input: JsonObject, place: string): MetricSource {
  const members = read(input, place);
  const metric = read(members.object('Metric') ?? {}, `${place}Metric.`);
  const stat = members.requiredString('Stat');
  const statistic = parseStatistic(stat);
  if (statistic === undefined)
    throw validationError(`The value ${stat} for parameter ${place}Stat is not a valid statistic.`);
  return {
    kind: 'metric',
    namespace: text(metric.requiredString('Namespace'), `${place}Metric.Namespace`, 255),
    name: text(metric.requiredString('MetricName'), `${place}Metric.MetricName`, 255),
    dimensions: readDimensions(metric, `${place}Metric.`),
    stat,
    statistic,
    period: periodMs(members.requiredNumber('Period'), `${place}Period`),
    unit: readUnit(members, `${place}Unit`),
  };
}
