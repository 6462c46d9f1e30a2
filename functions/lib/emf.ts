import type { Unit } from '../../monitoring/cloudwatch.ts';

/** One value of a metric; `at` in epoch milliseconds. */
export type EmfValue = {
  readonly name: string;
  readonly unit: Unit;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly at: number;
};

/** Members of a log line that CloudWatch takes metrics from. */
export type EmfDocument = Readonly<Record<string, unknown>>;

type Metric = {
  readonly unit: Unit;
  readonly set: string;
  readonly names: readonly string[];
  readonly values: number[];
};

/** A document that is being filled: its dimensions and metrics become root members, so each name stands for one thing. */
type Draft = {
  readonly at: number;
  readonly dimensions: Map<string, string>;
  readonly metrics: Map<string, Metric>;
};

/** "Embedded metric format specification": values of a metric in one document, and metrics of one directive. */
const MOST_VALUES = 100;
const MOST_METRICS = 100;
const MOST_DIMENSIONS = 30;
/** API reference "MetricDatum": values beyond ±2^360 are not accepted. */
const LARGEST_VALUE = 2 ** 360;
const MINUTE = 60_000;
const METADATA = '_aws';
/** API reference "Dimension": printable ASCII, not of blanks alone; a name does not begin with a colon. */
const DIMENSION_NAME = /^(?!:)[ -~]*[!-~][ -~]*$/;
const DIMENSION_VALUE = /^[ -~]*[!-~][ -~]*$/;

function isDimension([name, value]: readonly [string, unknown]): boolean {
  if (name.length > 250 || !DIMENSION_NAME.test(name)) return false;
  return typeof value === 'string' && value.length <= 1024 && DIMENSION_VALUE.test(value);
}

/** Whether CloudWatch takes the value ("Embedded metric format specification"): every name is a member of its document. */
export function isEmfValue({ name, value, dimensions, at }: EmfValue): boolean {
  if (name.length < 1 || name.length > 1024 || !/^.+$/.test(name)) return false;
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST_VALUE || !Number.isSafeInteger(at)) return false;
  const pairs = Object.entries(dimensions);
  return (
    pairs.length <= MOST_DIMENSIONS &&
    pairs.every(isDimension) &&
    new Set([name, METADATA, ...Object.keys(dimensions)]).size === pairs.length + 2
  );
}

const newDraft = (at: number): Draft => ({ at, dimensions: new Map(), metrics: new Map() });
const minuteOf = (at: number): number => Math.floor(at / MINUTE);

function takes({ dimensions, metrics, at }: Draft, value: EmfValue, set: string): boolean {
  if (minuteOf(at) !== minuteOf(value.at) || dimensions.has(value.name)) return false;
  const metric = metrics.get(value.name);
  const roomy = metric ? metric.set === set && metric.values.length < MOST_VALUES : metrics.size < MOST_METRICS;
  const agrees = ([name, text]: [string, string]) => (dimensions.get(name) ?? text) === text && !metrics.has(name);
  return roomy && Object.entries(value.dimensions).every(agrees);
}

function fill({ dimensions, metrics }: Draft, { name, unit, value, ...its }: EmfValue, set: string): void {
  for (const [dimension, text] of Object.entries(its.dimensions)) dimensions.set(dimension, text);
  const metric = metrics.get(name);
  if (metric) metric.values.push(value);
  else metrics.set(name, { unit, set, names: Object.keys(its.dimensions).sort(), values: [value] });
}

type Directive = { Namespace: string; Dimensions: (readonly string[])[]; Metrics: { Name: string; Unit?: Unit }[] };

function documentOf(namespace: string, { at, dimensions, metrics }: Draft): EmfDocument {
  const document: Record<string, unknown> = Object.fromEntries(dimensions);
  const directives = new Map<string, Directive>();
  for (const [Name, { unit, set, names, values }] of metrics) {
    document[Name] = values.length === 1 ? values[0] : values;
    const directive = directives.get(set) ?? { Namespace: namespace, Dimensions: [names], Metrics: [] };
    directives.set(set, directive);
    // A unit that is not said is `None`.
    directive.Metrics.push(unit === 'None' ? { Name } : { Name, Unit: unit });
  }
  document[METADATA] = { Timestamp: at, CloudWatchMetrics: [...directives.values()] };
  return document;
}

/**
 * The documents that say these values, as few as can be: values share one when they are of the same minute, the shortest
 * that CloudWatch tells apart, and when no name would stand for two things. Those of the minute of `at` come first.
 */
export function emfDocuments(namespace: string, values: readonly EmfValue[], at: number): EmfDocument[] {
  const drafts = [newDraft(at)];
  for (const value of values) {
    const set = Object.keys(value.dimensions).sort().join('\n');
    const draft = drafts.find((candidate) => takes(candidate, value, set)) ?? newDraft(value.at);
    fill(draft, value, set);
    if (!drafts.includes(draft)) drafts.push(draft);
  }
  return drafts.map((draft) => (draft.metrics.size > 0 ? documentOf(namespace, draft) : {}));
}
