import type { Unit } from '../../monitoring/cloudwatch.ts';
import { LINE_FIELDS, type LineFields } from '../../monitoring/log-fields.ts';
import { type CustomMetricKey, type DimensionsOf, METRICS } from '../../monitoring/metrics.ts';
import { customNamespace } from '../../monitoring/physical-name.ts';
import type { FunctionId } from '../../monitoring/resources.ts';
import { type EmfValue, emfDocuments, isEmfValue } from './emf.ts';
import { env } from './env.ts';
import { logValue } from './log-value.ts';
import { logger } from './logger.ts';

/** The one line that an invocation writes: EMF document and canonical log line in one. */
export type Line = {
  set(fields: LineFields): void;
  /** Adds a value of a metric under one of its declared dimension sets, at that time (epoch milliseconds) or else the line's. */
  emit<K extends CustomMetricKey>(key: K, value: number, dimensions: DimensionsOf<K, never>, at?: number): void;
  /** Writes the line to stdout. What CloudWatch would refuse was dropped, counted and logged before; nothing is thrown. */
  write(): void;
};

/** "Embedded metric format": CloudWatch takes what is at most two weeks old, and at most two hours ahead. */
const OLDEST = 14 * 86_400_000;
const FARTHEST = 2 * 3_600_000;

const isLineField = (name: string): name is keyof LineFields => Object.hasOwn(LINE_FIELDS, name);

/** What is needed of a metric's definition to hold a value against it. */
type Declared = {
  readonly source: 'custom' | 'vended';
  readonly name: string;
  readonly unit: Unit;
  readonly dimensionSets: readonly Readonly<Record<string, readonly string[] | 'resource'>>[];
};

const DEFINITIONS: ReadonlyMap<string, Declared> = new Map(Object.entries<Declared>(METRICS));

/** Whether the dimensions are one of the metric's sets, with values that it declares. */
function isDeclared({ dimensionSets }: Declared, dimensions: Readonly<Record<string, string>>): boolean {
  const given = Object.entries(dimensions);
  return dimensionSets.some(
    (set) =>
      Object.keys(set).length === given.length &&
      given.every(
        ([name, value]) => Object.hasOwn(set, name) && set[name] !== 'resource' && set[name]?.includes(value),
      ),
  );
}

/** The value as the line would say it; undefined when the catalogue does not declare it or CloudWatch would not take it. */
function checked(
  key: string,
  value: number,
  dimensions: Readonly<Record<string, string>>,
  at: number,
  now: number,
): EmfValue | undefined {
  const definition = DEFINITIONS.get(key);
  if (definition?.source !== 'custom' || !isDeclared(definition, dimensions)) return undefined;
  const said = { name: definition.name, unit: definition.unit, value, dimensions: { ...dimensions }, at };
  return at >= now - OLDEST && at <= now + FARTHEST && isEmfValue(said) ? said : undefined;
}

/** The ids that lead from a document of another time to the line that it was written with. */
function idsIn({ service, requestId, correlationId, traceId }: Readonly<Record<string, unknown>>): object {
  return { service, requestId, correlationId, traceId };
}

/** Opens the line of one invocation, whose event is of that time (epoch milliseconds). */
export function openLine(service: FunctionId, now: number): Line {
  const fields: Record<string, unknown> = { service };
  const values: EmfValue[] = [];
  let rejected = 0;

  /** What was given stays untold: it may be personal, and that is why it is not declared. */
  const reject = (key: string) => {
    rejected += 1;
    if (rejected === 1)
      logger().error('A metric’s value was dropped: it is not declared, or not one.', { metric: key });
  };
  const add = (key: string, value: number, dimensions: Readonly<Record<string, string>>, at: number) => {
    const said = checked(key, value, dimensions, at, now);
    if (said) values.push(said);
    else reject(key);
  };
  return {
    set(given) {
      for (const [name, value] of Object.entries(given)) {
        if (value !== undefined && isLineField(name)) fields[name] = logValue(LINE_FIELDS[name], value);
      }
    },
    emit(key, value, dimensions, at = now) {
      add(key, value, dimensions, at);
    },
    write() {
      if (rejected > 0) add('metricsRejected', rejected, {}, now);
      const [own, ...others] = emfDocuments(customNamespace(env().stage), values, now);
      const lines = [{ ...fields, ...own }, ...others.map((other) => ({ ...idsIn(fields), ...other }))];
      process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    },
  };
}
