import { isJsonObject, type JsonObject, type JsonValue } from '../../aws/json.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import {
  type BodyCheck,
  type BodyFault,
  bodyError,
  isFlag,
  isJsonList,
  isMatching,
  isOneOf,
  isText,
} from './body-check.ts';

/** A colour as widgets write it: six hexadecimal digits. */
export const isColor: BodyCheck = isMatching(/^#[0-9a-fA-F]{6}$/);

/** A statistic by any of its names. */
export const isStatistic: BodyCheck = (value, path) =>
  typeof value === 'string' && parseStatistic(value) !== undefined
    ? []
    : [bodyError(path, 'Should be a valid statistic')];

/** A period in seconds: 1, 5, 10, 20, 30 or a multiple of 60. */
export const isPeriod: BodyCheck = (value, path) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) return [bodyError(path, 'Should be integer')];
  if (value < 1) return [bodyError(path, 'Should be >= 1')];
  const served = [1, 5, 10, 20, 30].includes(value) || value % 60 === 0;
  return served ? [] : [bodyError(path, 'Should be 1, 5, 10, 20, 30 or a multiple of 60')];
};

const RENDERER: Readonly<Record<string, BodyCheck>> = {
  accountId: isMatching(/^\d{12}$/),
  color: isColor,
  expression: isText,
  id: isMatching(/^[a-z][a-zA-Z0-9_]{0,254}$/),
  label: isText,
  period: isPeriod,
  region: isText,
  stat: isStatistic,
  visible: isFlag,
  yAxis: isOneOf(['left', 'right']),
};

/**
 * One row of `metrics`: namespace, metric name and pairs of dimension name and value, then rendering options; or options
 * with an expression alone. As on CloudWatch, options that are not valid count as an element too many; what it says of an
 * odd number of dimension texts is not documented, so that message is ours.
 */
export const checkMetricRow: BodyCheck = (row, path) => {
  if (!isJsonList(row)) return [bodyError(path, 'Should be array'), bodyError(path, WRONG_FIELD)];
  if (row.length === 0) return [bodyError(path, 'Should NOT have fewer than 1 items')];
  const options = row.at(-1);
  if (isJsonObject(options) && !isRenderer(options)) return [tooMany(row, path), ...notTexts(row.slice(0, -1), path)];
  const texts = isJsonObject(options) ? row.slice(0, -1) : row;
  const wrong = notTexts(texts, path);
  if (wrong.length > 0) return wrong;
  return checkTexts(texts, isJsonObject(options) ? options : {}, path);
};

const WRONG_FIELD =
  'Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element';

function isRenderer(options: JsonObject): boolean {
  return Object.entries(options).every(([name, value]) => {
    const check = Object.hasOwn(RENDERER, name) ? RENDERER[name] : undefined;
    return check !== undefined && value !== undefined && check(value, '').length === 0;
  });
}

function tooMany(row: readonly JsonValue[], path: string): BodyFault {
  return bodyError(path, `Should NOT have more than ${row.length - 1} items`);
}

function notTexts(texts: readonly JsonValue[], path: string): BodyFault[] {
  return texts.flatMap((text, index) =>
    typeof text === 'string'
      ? []
      : [bodyError(`${path}/${index}`, "Invalid metric field type, only 'String' type is allowed")],
  );
}

function checkTexts(texts: readonly JsonValue[], options: JsonObject, path: string): BodyFault[] {
  if (texts.length === 0) {
    return typeof options.expression === 'string'
      ? []
      : [bodyError(`${path}/0`, "Should have required property 'expression'")];
  }
  if (texts[0] === '...' || texts.length % 2 === 0) return [];
  return [bodyError(path, 'Should have a namespace and a metric name, then pairs of dimension name and value')];
}
