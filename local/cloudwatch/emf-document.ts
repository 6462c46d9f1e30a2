import { UNITS, type Unit } from '../../monitoring/cloudwatch.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';

/** A metric that an EMF document defines. */
export type EmfMetric = { readonly name: string; readonly unit: Unit; readonly storageResolution: 1 | 60 };

/** One entry of `_aws.CloudWatchMetrics`, valid by the schema. */
export type EmfDirective = {
  readonly namespace: string;
  readonly dimensionSets: readonly (readonly string[])[];
  readonly metrics: readonly EmfMetric[];
};

/** The metadata of an EMF document, valid by the schema; the time in epoch milliseconds. */
export type EmfDocument = { readonly timestamp: number; readonly directives: readonly EmfDirective[] };

const MAX_METRICS = 100;
const MAX_DIMENSIONS = 30;

/**
 * The metadata of an EMF document; a text that says what breaks the schema of "Embedded metric format specification"
 * otherwise. The services' own namespaces are refused as PutMetricData refuses them (our choice).
 */
export function parseEmfDocument(document: JsonObject): EmfDocument | string {
  const metadata = document._aws;
  if (!isJsonObject(metadata)) return '_aws must be an object';
  const { Timestamp: timestamp, CloudWatchMetrics: listed } = metadata;
  if (typeof timestamp !== 'number' || !Number.isInteger(timestamp)) return '_aws.Timestamp must be an integer';
  if (!Array.isArray(listed)) return '_aws.CloudWatchMetrics must be an array';
  const directives = collect(listed, parseDirective);
  return typeof directives === 'string' ? directives : { timestamp, directives };
}

function parseDirective(value: JsonValue): EmfDirective | string {
  if (!isJsonObject(value)) return 'a metric directive must be an object';
  const { Namespace: namespace, Dimensions: sets, Metrics: metrics } = value;
  if (!isText(namespace, 1024)) return 'Namespace must be a text of 1 to 1024 characters';
  if (namespace.startsWith('AWS/')) return 'Namespace must not begin with AWS/';
  if (!Array.isArray(sets) || sets.length === 0) return 'Dimensions must hold at least one dimension set';
  if (!Array.isArray(metrics) || metrics.length > MAX_METRICS)
    return `Metrics must hold at most ${MAX_METRICS} metrics`;
  const dimensionSets = collect(sets, parseDimensionSet);
  if (typeof dimensionSets === 'string') return dimensionSets;
  const parsed = collect(metrics, parseMetric);
  return typeof parsed === 'string' ? parsed : { namespace, dimensionSets, metrics: parsed };
}

function parseDimensionSet(value: JsonValue): readonly string[] | string {
  if (!Array.isArray(value) || value.length > MAX_DIMENSIONS) {
    return `a dimension set must hold at most ${MAX_DIMENSIONS} names`;
  }
  if (value.every((name) => isText(name, 250))) return value.filter((name) => typeof name === 'string');
  return 'a dimension name must be a text of 1 to 250 characters';
}

function parseMetric(value: JsonValue): EmfMetric | string {
  if (!isJsonObject(value) || !isText(value.Name, 1024)) return 'Name must be a text of 1 to 1024 characters';
  const unit = value.Unit === undefined ? 'None' : UNITS.find((known) => known === value.Unit);
  if (unit === undefined) return `${JSON.stringify(value.Unit)} is not a unit`;
  const resolution = value.StorageResolution ?? 60;
  if (resolution !== 1 && resolution !== 60) return 'StorageResolution must be 1 or 60';
  return { name: value.Name, unit, storageResolution: resolution };
}

/** The schema's pattern lets a text have one line. */
function isText(value: JsonValue | undefined, maxLength: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxLength && /^.*$/.test(value);
}

/** All parsed values, or the first fault. */
function collect<T extends object>(
  values: readonly JsonValue[],
  parse: (value: JsonValue) => T | string,
): T[] | string {
  const parsed: T[] = [];
  for (const value of values) {
    const result = parse(value);
    if (typeof result === 'string') return result;
    parsed.push(result);
  }
  return parsed;
}
