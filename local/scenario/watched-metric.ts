import { UNITS, type Unit } from '../../monitoring/cloudwatch.ts';
import type { MetricDefinition } from '../../monitoring/metric-definition.ts';
import { METRICS } from '../../monitoring/metrics.ts';
import { customNamespace } from '../../monitoring/physical-name.ts';
import type { JsonObject } from '../aws/json.ts';
import { identityKey, type MetricIdentity } from '../cloudwatch/metrics/metric-identity.ts';
import { objects, read, readDimensions } from '../cloudwatch/read-input.ts';
import { STAGE } from '../deploy/place.ts';
import { didYouMean } from './did-you-mean.ts';
import type { ScenarioAlarm } from './scenario-alarm.ts';
import type { SeriesInput } from './scenario-schema.ts';

/** A metric that alarms look at, and what a scenario may call it. */
export type WatchedMetric = MetricIdentity & {
  /** The unit that an alarm names, else the catalogue's, else None. */
  readonly unit: Unit;
  /** The units that alarms read it in; undefined when one of them names none and so reads it in any. */
  readonly units: readonly Unit[] | undefined;
  /** Shortest period in seconds at which an alarm looks at it. */
  readonly period: number;
  /** The statistics that alarms compute of it. */
  readonly stats: readonly string[];
  /** Key in monitoring/metrics.ts, ids of the queries on it, and its name. */
  readonly names: readonly string[];
};

const CATALOGUE: readonly (readonly [string, MetricDefinition])[] = Object.entries<MetricDefinition>(METRICS);

/** The metrics that the alarms look at, each once. */
export function watchedMetrics(alarms: readonly ScenarioAlarm[]): WatchedMetric[] {
  const byIdentity = new Map<string, WatchedMetric>();
  for (const metric of alarms.flatMap(({ input }) => metricsOf(input))) {
    const key = identityKey(metric.namespace, metric.name, metric.dimensions);
    const known = byIdentity.get(key);
    const names = union(known?.names, metric.names);
    const stats = union(known?.stats, metric.stats);
    const period = Math.min(known?.period ?? Infinity, metric.period);
    byIdentity.set(key, { ...metric, ...(known && bothUnits(known, metric)), period, stats, names });
  }
  return [...byIdentity.values()];
}

function union<T>(some: readonly T[] | undefined, more: readonly T[]): T[] {
  return [...new Set([...(some ?? []), ...more])];
}

function bothUnits(known: WatchedMetric, metric: WatchedMetric): Pick<WatchedMetric, 'unit' | 'units'> {
  const units = known.units && metric.units && union(known.units, metric.units);
  return { unit: known.units === undefined ? metric.unit : known.unit, units };
}

function metricsOf(input: JsonObject): WatchedMetric[] {
  if (input.MetricName !== undefined) return [watched(input, input, [])];
  return objects(input.Metrics).flatMap(({ Id, MetricStat }) =>
    objects([MetricStat ?? null]).flatMap((stat) =>
      objects([stat.Metric ?? null]).map((metric) => watched(metric, stat, typeof Id === 'string' ? [Id] : [])),
    ),
  );
}

function watched(metric: JsonObject, stat: JsonObject, ids: readonly string[]): WatchedMetric {
  const namespace = String(metric.Namespace);
  const name = String(metric.MetricName);
  const known = CATALOGUE.filter(
    ([, each]) =>
      each.name === name && namespace === (each.source === 'vended' ? each.namespace : customNamespace(STAGE)),
  );
  const unit = UNITS.find((each) => each === stat.Unit);
  return {
    namespace,
    name,
    dimensions: readDimensions(read(metric)),
    unit: unit ?? known[0]?.[1].unit ?? 'None',
    units: unit && [unit],
    period: Number(stat.Period),
    stats: [String(stat.Stat ?? stat.ExtendedStatistic ?? stat.Statistic)],
    names: [...known.map(([key]) => key), ...ids, name],
  };
}

/** The metric that a series of a scenario stands for, or a sentence on why there is none. */
export function resolveSeries(
  label: string,
  { namespace, metric = label, dimensions }: Pick<SeriesInput, 'namespace' | 'metric' | 'dimensions'>,
  all: readonly WatchedMetric[],
): WatchedMetric | string {
  const named = all.filter(({ names }) => names.includes(metric));
  const choices = all.map(formatMetric).join('; ');
  if (named.length === 0) {
    const guess = didYouMean(metric, [...new Set(all.flatMap(({ names }) => names))]);
    return `The alarm looks at no metric '${metric}'.${guess} It looks at${all.length === 0 ? ' no metric at all' : `: ${choices}`}.`;
  }
  const found = named.filter(
    (each) =>
      (namespace === undefined || namespace === each.namespace) &&
      (dimensions === undefined || identityKey('', '', dimensions) === identityKey('', '', each.dimensions)),
  );
  const [only, second] = found;
  if (only === undefined) {
    const wanted = formatMetric({ namespace, name: metric, dimensions: dimensions ?? {} });
    return `The alarm does not look at ${wanted}; a metric is matched by its exact namespace and dimensions. It looks at: ${choices}.`;
  }
  if (second === undefined) return only;
  return `'${metric}' may be any of: ${found.map(formatMetric).join('; ')}. Say which by metric, namespace and dimensions.`;
}

/** Why a series of a unit is not looked at; undefined when it is. */
export function unitUnread(unit: Unit, metric: WatchedMetric): string | undefined {
  if (metric.units === undefined || metric.units.includes(unit)) return undefined;
  return `The alarm does not look at ${formatMetric(metric)} in ${unit}; it names the unit ${metric.units.join(', ')}.`;
}

/** A metric as far as it is named. */
type NamedMetric = {
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly dimensions: MetricIdentity['dimensions'];
};

/** `AWS/SQS ApproximateAgeOfOldestMessage {QueueName=orders}`. */
function formatMetric({ namespace, name, dimensions }: NamedMetric): string {
  const set = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return [namespace, name, set.length === 0 ? undefined : `{${set.join(', ')}}`].filter(Boolean).join(' ');
}
