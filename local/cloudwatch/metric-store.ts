import type { DatabaseSync } from 'node:sqlite';
import type { Unit } from '../../monitoring/cloudwatch.ts';
import { warn } from '../warn.ts';
import { openArchive } from './metrics/archive.ts';
import type { StatisticSet } from './metrics/distribution.ts';
import type { DimensionSet, MetricIdentity } from './metrics/metric-identity.ts';
import { MetricIndex } from './metrics/metric-index.ts';
import { createMetricKeeper } from './metrics/metric-keeper.ts';
import { Series } from './metrics/series.ts';
import { HIGH_RESOLUTION, MINUTE_TIER } from './metrics/tier.ts';

/** One datapoint as a service vends it: `count` samples (1 unless given) of `value`, at `timestamp` in epoch milliseconds. */
export type MetricSample = {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
  unit: Unit;
  timestamp: number;
  value: number;
  count?: number;
  storageResolution?: 1 | 60;
};

/** A statistic set published for one metric. */
export type StatisticSample = Omit<MetricSample, 'value' | 'count'> & { readonly statistics: StatisticSet };

/** A metric and its series: one per unit it was published in, first published first. */
export type Metric = MetricIdentity & { readonly series: Series[] };

/** The datapoints of every metric. */
export interface MetricStore {
  readonly record: (sample: MetricSample) => void;
  recordStatistics(sample: StatisticSample): void;
  find(namespace: string, name: string, dimensions: DimensionSet): Metric | undefined;
  metrics(): Iterable<Metric>;
  /** Seals chunks that no longer change, rolls expired ones up, and keeps within the memory bound. */
  maintain(now: number): void;
  /** Writes everything new to the database. */
  flush(): void;
}

export type MetricStoreOptions = {
  readonly database: DatabaseSync;
  /** How many bytes of sealed chunks stay in memory; the rest is read from the database on demand. */
  readonly memoryBound?: number;
  /** Told whenever there is something new to flush. */
  readonly onChange?: () => void;
  /** Told of a series that cannot be kept or stored; the others are. A process warning unless given. */
  readonly onError?: (error: unknown) => void;
};

const DEFAULT_MEMORY_BOUND = 64 * 2 ** 20;

/** Opens the store on the telemetry database with whatever it already holds. */
export function openMetricStore(options: MetricStoreOptions): MetricStore {
  const { database, memoryBound = DEFAULT_MEMORY_BOUND, onChange = () => {}, onError = warn } = options;
  const archive = openArchive(database);
  const metrics = new MetricIndex();
  const keeper = createMetricKeeper({ archive, metrics, memoryBound, onError });
  let nextId = restore();

  function restore(): number {
    let highest = 0;
    const byId = new Map<number, Series>();
    for (const row of archive.series()) {
      const series = new Series(row.id, row.unit, row.newest, archive);
      byId.set(row.id, series);
      metrics.obtain(row).series.push(series);
      highest = row.id;
    }
    for (const { series, tier, chunk } of archive.chunks()) {
      byId.get(series)?.chunks.get(tier)?.set(chunk, { state: 'archived' });
    }
    return highest + 1;
  }

  function seriesOf(identity: MetricIdentity, unit: Unit): Series {
    const metric = metrics.obtain(identity);
    for (const series of metric.series) if (series.unit === unit) return series;
    const made = new Series(nextId++, unit, Number.NEGATIVE_INFINITY, archive);
    metric.series.push(made);
    return made;
  }

  /** A high-resolution sample is kept by the second as well as by the minute. */
  function record(sample: MetricSample): void {
    const series = seriesOf(sample, sample.unit);
    const { timestamp, value, count = 1 } = sample;
    series.addValue(MINUTE_TIER, timestamp, value, count);
    if (sample.storageResolution === 1) series.addValue(HIGH_RESOLUTION, timestamp, value, count);
    onChange();
  }

  function recordStatistics(sample: StatisticSample): void {
    const series = seriesOf(sample, sample.unit);
    series.addStatisticSet(MINUTE_TIER, sample.timestamp, sample.statistics);
    if (sample.storageResolution === 1) series.addStatisticSet(HIGH_RESOLUTION, sample.timestamp, sample.statistics);
    onChange();
  }

  return {
    record,
    recordStatistics,
    find: (namespace, name, dimensions) => metrics.find(namespace, name, dimensions),
    metrics: () => metrics.values(),
    maintain: (now) => {
      keeper.maintain(now);
      onChange();
    },
    flush: keeper.flush,
  };
}
