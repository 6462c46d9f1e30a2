import { isJsonObject, type JsonObject, parseJsonObject } from '../aws/json.ts';
import { type EmfDirective, type EmfDocument, type EmfMetric, parseEmfDocument } from './emf-document.ts';
import type { MetricStore } from './metric-store.ts';
import { repeatsMember } from './repeats-member.ts';

/** A log event as the log store hands it on; its own timestamp in virtual epoch milliseconds. */
export type EmfLogEvent = { readonly timestamp: number; readonly message: string };

/** Takes the metrics out of a log event, if it is an EMF document. */
export type IngestEmf = (logGroup: string, event: EmfLogEvent) => void;

/** Values beyond ±2^360 are not accepted (API reference "MetricDatum"). */
const LARGEST_VALUE = 2 ** 360;
const MAX_VALUES = 100;
const MAX_DIMENSION_VALUE = 1024;
/** The size of a log event (quota page "CloudWatch Logs quotas"). */
const MAX_BYTES = 2 ** 20;
/** "Embedded metric format specification", `Timestamp`: how far from now a datapoint may be. */
const OLDEST = 14 * 86_400_000;
const FARTHEST = 2 * 3_600_000;
const MEMBER = '_aws';
const MARKER = `"${MEMBER}"`;

/**
 * Ingests by "Embedded metric format specification": the root members that the document names become datapoints of the time
 * in `_aws.Timestamp`, which functions take from their event, in virtual time. Where that is farther from now (virtual epoch
 * milliseconds) than AWS takes it, the datapoints get the log event's time (our choice; AWS drops them): a tool that knows
 * the host's clock alone must not lose its metrics to a virtual one. What is wrong counts as `EMFParsingErrors` or
 * `EMFValidationErrors` of the log group, in AWS/Logs; a valid metric beside a faulty one is kept (our choice).
 */
export function createEmfIngestion(record: MetricStore['record'], now: () => number): IngestEmf {
  const isTaken = (time: number): boolean => time >= now() - OLDEST && time <= now() + FARTHEST;

  function fault(name: 'EMFParsingErrors' | 'EMFValidationErrors', logGroup: string, timestamp: number): void {
    const dimensions = { LogGroupName: logGroup };
    record({ namespace: 'AWS/Logs', name, dimensions, unit: 'Count', timestamp, value: 1 });
  }

  return (logGroup, { timestamp, message }) => {
    if (!message.includes(MARKER)) return;
    const document = parseDocument(message);
    if (document === undefined) {
      fault('EMFParsingErrors', logGroup, timestamp);
      return;
    }
    if (!isJsonObject(document._aws) || document._aws.CloudWatchMetrics === undefined) return;
    const parsed = parseEmfDocument(document);
    const valid = typeof parsed !== 'string' && vendAll(document, parsed, timestamp);
    if (!valid) fault('EMFValidationErrors', logGroup, timestamp);
  };

  /** Whether all of the document was right. */
  function vendAll(document: JsonObject, { timestamp, directives }: EmfDocument, ingested: number): boolean {
    const at = isTaken(timestamp) ? timestamp : ingested;
    return directives.map((directive) => vend(document, directive, at)).every(Boolean);
  }

  /** Whether every target that the directive names was there and right. */
  function vend(document: JsonObject, directive: EmfDirective, timestamp: number): boolean {
    const sets = directive.dimensionSets.map((names) => dimensionsOf(document, names));
    const usable = sets.filter((set) => set !== undefined);
    let valid = usable.length === sets.length;
    for (const metric of directive.metrics) {
      const values = metricValues(document, metric);
      if (values === undefined) valid = false;
      else for (const dimensions of usable) vendValues(directive.namespace, metric, dimensions, values, timestamp);
    }
    return valid;
  }

  function vendValues(
    namespace: string,
    { name, unit, storageResolution }: EmfMetric,
    dimensions: Readonly<Record<string, string>>,
    values: readonly number[],
    timestamp: number,
  ): void {
    for (const value of values) record({ namespace, name, unit, storageResolution, dimensions, timestamp, value });
  }
}

/**
 * The JSON object of the message; a runtime's prefix before it (time, request id, level) is skipped. Undefined when it is none,
 * is beyond a log event's size, or has the metadata twice, so that nobody could say which is meant (our choice).
 */
function parseDocument(message: string): JsonObject | undefined {
  const start = message.indexOf('{');
  if (start < 0 || isTooLarge(message)) return undefined;
  const text = message.slice(start).trimEnd();
  const document = parseJsonObject(text);
  return document !== undefined && !repeatsMember(text, MEMBER) ? document : undefined;
}

function isTooLarge(message: string): boolean {
  return message.length > MAX_BYTES / 3 && Buffer.byteLength(message) > MAX_BYTES;
}

function dimensionsOf(document: JsonObject, names: readonly string[]): Record<string, string> | undefined {
  const dimensions: [name: string, value: string][] = [];
  for (const name of names) {
    const value = Object.hasOwn(document, name) ? document[name] : undefined;
    if (typeof value !== 'string' || !isDimensionValue(value)) return undefined;
    dimensions.push([name, value]);
  }
  return Object.fromEntries(dimensions);
}

/** API reference "Dimension": ASCII, with at least one character that is no space. */
function isDimensionValue(value: string): boolean {
  return value.length <= MAX_DIMENSION_VALUE && /^[ -~]*[!-~][ -~]*$/.test(value);
}

function metricValues(document: JsonObject, { name }: EmfMetric): readonly number[] | undefined {
  const value = Object.hasOwn(document, name) ? document[name] : undefined;
  const values = Array.isArray(value) ? value : [value];
  if (values.length > MAX_VALUES || !values.every(isMetricValue)) return undefined;
  return values.filter(isMetricValue);
}

function isMetricValue(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LARGEST_VALUE;
}
