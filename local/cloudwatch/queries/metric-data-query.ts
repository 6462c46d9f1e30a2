import type { JsonObject } from '../../aws/json.ts';
import { missingParameter, validationError } from '../errors.ts';
import type { Expression } from '../math/expression.ts';
import { MathError } from '../math/math-error.ts';
import { parseExpression } from '../math/parse-expression.ts';
import type { StatisticQuery } from '../metrics/read-statistic.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import { read, readDimensions, readUnit, text } from '../read-input.ts';

const MAX_EXPRESSION = 2048;
const HIGH_RESOLUTION_PERIODS = [1, 5, 10, 20, 30];

/** A metric with its statistic as it was written. */
export type MetricSource = StatisticQuery & { readonly kind: 'metric'; readonly stat: string };
export type ExpressionSource = { readonly kind: 'expression'; readonly expression: Expression; readonly text: string };

/** One entry of MetricDataQueries, or of an alarm's Metrics. */
export type MetricDataQuery = {
  readonly id: string;
  readonly label?: string;
  readonly returnData: boolean;
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
  return {
    id,
    ...(label === undefined ? {} : { label }),
    returnData: members.boolean('ReturnData') ?? true,
    source: readSource(input, id, place),
  };
}

function readSource(input: JsonObject, id: string, place: string): MetricSource | ExpressionSource {
  const members = read(input, place);
  const stat = members.object('MetricStat');
  const expression = members.string('Expression');
  if ((stat === undefined) === (expression === undefined)) {
    throw validationError(`The parameter ${place}MetricStat or ${place}Expression is required, and not both.`);
  }
  if (expression !== undefined) return { kind: 'expression', text: expression, expression: parse(expression, id) };
  if (stat === undefined) throw missingParameter(`${place}MetricStat`);
  return readMetricStat(stat, `${place}MetricStat.`);
}

function parse(expression: string, id: string): Expression {
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
  if (statistic === undefined) throw validationError(`The value ${stat} for parameter ${place}Stat is not supported.`);
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

/** A period in milliseconds: 1, 5, 10, 20, 30 or a multiple of 60 seconds. */
export function periodMs(seconds: number, place: string): number {
  if (seconds > 0 && (HIGH_RESOLUTION_PERIODS.includes(seconds) || seconds % 60 === 0)) return seconds * 1000;
  throw validationError(`The value ${seconds} for parameter ${place} must be 1, 5, 10, 20, 30 or a multiple of 60.`);
}
