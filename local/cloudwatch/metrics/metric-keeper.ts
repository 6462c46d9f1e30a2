import type { Metric } from '../metric-store.ts';
import type { Archive, ChunkKey } from './archive.ts';
import { encodeChunk } from './chunk-codec.ts';
import { identityKey } from './metric-identity.ts';
import type { Chunk, Series } from './series.ts';
import { chunkSpan, HIGH_RESOLUTION, TIERS, type Tier } from './tier.ts';

/** A chunk stays open this long after its end, for datapoints that come late (milliseconds); later ones open it again. */
const LATENESS = 10 * 60_000;
const ALL_TIERS: readonly Tier[] = [HIGH_RESOLUTION, ...TIERS];

export type MetricKeeperOptions = {
  readonly archive: Archive;
  readonly metrics: Map<string, Metric>;
  readonly memoryBound: number;
};

/** Keeps metric data durable, within its retention and within a memory bound. */
export interface MetricKeeper {
  maintain(now: number): void;
  flush(): void;
}

export function createMetricKeeper({ archive, metrics, memoryBound }: MetricKeeperOptions): MetricKeeper {
  const saved = new Map<number, number>();
  let expired: ChunkKey[] = [];

  function maintain(now: number): void {
    for (const metric of metrics.values()) {
      for (const series of metric.series) for (const tier of ALL_TIERS) maintainTier(series, tier, now);
    }
    if (sealedBytes() > memoryBound) {
      flush();
      evict();
    }
  }

  function maintainTier(series: Series, tier: Tier, now: number): void {
    for (const [index, chunk] of chunksOf(series, tier)) {
      const end = (index + 1) * chunkSpan(tier);
      if (end <= now - tier.retention) {
        series.expire(tier, index);
        expired.push({ series: series.id, tier: tier.resolution, chunk: index });
      } else if (chunk.state === 'open' && end <= now - LATENESS) {
        series.seal(tier, index);
      }
    }
  }

  function flush(): void {
    archive.transaction(() => {
      for (const key of expired) archive.deleteChunk(key);
      for (const metric of metrics.values()) {
        for (const series of metric.series) flushSeries(metric, series);
        metric.series.splice(0, metric.series.length, ...metric.series.filter(keepSeries));
        if (metric.series.length === 0) metrics.delete(identityKey(metric.namespace, metric.name, metric.dimensions));
      }
    });
    expired = [];
  }

  function flushSeries({ namespace, name, dimensions }: Metric, series: Series): void {
    const { id, unit, newest } = series;
    if (saved.get(id) !== newest) archive.putSeries({ id, namespace, name, dimensions, unit, newest });
    saved.set(id, newest);
    for (const tier of ALL_TIERS) {
      for (const [index, chunk] of chunksOf(series, tier)) {
        if (chunk.state !== 'archived' && chunk.dirty) save(series, tier, index, chunk);
      }
    }
  }

  function save(series: Series, tier: Tier, index: number, chunk: Exclude<Chunk, { state: 'archived' }>): void {
    const bytes = chunk.state === 'open' ? encodeChunk(chunk.slots) : chunk.bytes;
    archive.putChunk({ series: series.id, tier: tier.resolution, chunk: index }, bytes);
    chunk.dirty = false;
  }

  /** A series all of whose data has expired is gone, from ListMetrics too. */
  function keepSeries(series: Series): boolean {
    const empty = ALL_TIERS.every((tier) => chunksOf(series, tier).size === 0);
    if (empty) archive.deleteSeries(series.id);
    return !empty;
  }

  function sealedChunks(): { chunks: Map<number, Chunk>; index: number; end: number; bytes: number }[] {
    return [...metrics.values()]
      .flatMap((metric) => metric.series)
      .flatMap((series) => ALL_TIERS.map((tier) => ({ tier, chunks: chunksOf(series, tier) })))
      .flatMap(({ tier, chunks }) =>
        [...chunks].flatMap(([index, chunk]) =>
          chunk.state === 'sealed'
            ? [{ chunks, index, end: (index + 1) * chunkSpan(tier), bytes: chunk.bytes.length }]
            : [],
        ),
      );
  }

  function sealedBytes(): number {
    let bytes = 0;
    for (const metric of metrics.values()) {
      for (const series of metric.series) {
        for (const chunks of series.chunks.values()) {
          for (const chunk of chunks.values()) if (chunk.state === 'sealed') bytes += chunk.bytes.length;
        }
      }
    }
    return bytes;
  }

  /** Lets the oldest sealed chunks live in the database alone until three quarters of the bound are used. */
  function evict(): void {
    let excess = sealedBytes() - 0.75 * memoryBound;
    for (const { chunks, index, bytes } of sealedChunks().sort((a, b) => a.end - b.end)) {
      if (excess <= 0) return;
      chunks.set(index, { state: 'archived' });
      excess -= bytes;
    }
  }

  return { maintain, flush };
}

function chunksOf(series: Series, tier: Tier): Map<number, Chunk> {
  return series.chunks.get(tier.resolution) ?? new Map();
}
