import type { Metric } from '../metric-store.ts';
import type { Archive, ChunkKey } from './archive.ts';
import { encodeChunk } from './chunk-codec.ts';
import type { MetricIndex } from './metric-index.ts';
import type { Chunk, Series } from './series.ts';
import { ALL_TIERS, chunkSpan, type Tier } from './tier.ts';

/** A chunk stays open this long after its end, for datapoints that come late (milliseconds); later ones open it again. */
const LATENESS = 10 * 60_000;

export type MetricKeeperOptions = {
  readonly archive: Archive;
  readonly metrics: MetricIndex;
  readonly memoryBound: number;
  /** Told of a series that cannot be kept or stored; the others are. */
  readonly onError: (error: unknown) => void;
};

/** Keeps metric data durable, within its retention and within a memory bound. */
export interface MetricKeeper {
  maintain(now: number): void;
  flush(): void;
}

export function createMetricKeeper({ archive, metrics, memoryBound, onError }: MetricKeeperOptions): MetricKeeper {
  const saved = new Map<number, number>();
  let expired: ChunkKey[] = [];

  function maintain(now: number): void {
    let sealed = 0;
    for (const metric of metrics.values()) {
      for (const series of metric.series) {
        attempt(metric, 'kept', () => {
          for (const tier of ALL_TIERS) sealed += maintainTier(series, tier, now);
        });
      }
    }
    if (sealed <= memoryBound) return;
    flush();
    evict(sealed - 0.75 * memoryBound);
  }

  /** A series that fails does not take the others with it. */
  function attempt<T>({ namespace, name }: Metric, verb: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      onError(new Error(`Data of the metric ${namespace} ${name} cannot be ${verb}: ${error}`, { cause: error }));
      return undefined;
    }
  }

  /** Seals and rolls up what is due; the bytes of the sealed chunks that stay. */
  function maintainTier(series: Series, tier: Tier, now: number): number {
    let sealed = 0;
    const chunks = chunksOf(series, tier);
    for (const [index, chunk] of chunks) {
      const end = (index + 1) * chunkSpan(tier);
      if (end <= now - tier.retention) {
        series.expire(tier, index);
        expired.push({ series: series.id, tier: tier.resolution, chunk: index });
        continue;
      }
      if (chunk.state === 'open' && end <= now - LATENESS) series.seal(tier, index);
      const kept = chunks.get(index);
      if (kept?.state === 'sealed') sealed += kept.bytes.length;
    }
    return sealed;
  }

  /** What is new counts as written only when the transaction is over: it may yet fail. */
  function flush(): void {
    const written: (() => void)[] = [];
    archive.transaction(() => {
      for (const key of expired) archive.deleteChunk(key);
      for (const metric of metrics.values()) {
        for (const series of metric.series) flushSeries(metric, series, written);
      }
    });
    expired = [];
    for (const note of written) note();
  }

  function flushSeries(metric: Metric, series: Series, written: (() => void)[]): void {
    if (isEmpty(series)) {
      archive.deleteSeries(series.id);
      written.push(() => forget(metric, series));
      return;
    }
    const { id, unit, newest } = series;
    const { namespace, name, dimensions } = metric;
    if (saved.get(id) !== newest) archive.putSeries({ id, namespace, name, dimensions, unit, newest });
    written.push(() => saved.set(id, newest));
    for (const tier of ALL_TIERS) {
      for (const [index, chunk] of chunksOf(series, tier)) {
        if (chunk.state === 'archived' || !chunk.dirty) continue;
        const bytes = attempt(metric, 'stored', () => bytesOf(chunk));
        if (bytes === undefined) continue;
        archive.putChunk({ series: id, tier: tier.resolution, chunk: index }, bytes);
        written.push(() => {
          chunk.dirty = false;
        });
      }
    }
  }

  /** A series all of whose data has expired is gone, from ListMetrics too. */
  function forget(metric: Metric, series: Series): void {
    saved.delete(series.id);
    metric.series.splice(metric.series.indexOf(series), 1);
    if (metric.series.length === 0) metrics.delete(metric);
  }

  function sealedChunks(): { chunks: Map<number, Chunk>; index: number; end: number; bytes: number }[] {
    return [...metrics.values()]
      .flatMap((metric) => metric.series)
      .flatMap((series) => ALL_TIERS.map((tier) => ({ tier, chunks: chunksOf(series, tier) })))
      .flatMap(({ tier, chunks }) =>
        [...chunks].flatMap(([index, chunk]) =>
          chunk.state === 'sealed' && !chunk.dirty
            ? [{ chunks, index, end: (index + 1) * chunkSpan(tier), bytes: chunk.bytes.length }]
            : [],
        ),
      );
  }

  /** Lets the oldest sealed chunks live in the database alone until so many bytes are free. */
  function evict(excess: number): void {
    let left = excess;
    for (const { chunks, index, bytes } of sealedChunks().sort((a, b) => a.end - b.end)) {
      if (left <= 0) return;
      chunks.set(index, { state: 'archived' });
      left -= bytes;
    }
  }

  return { maintain, flush };
}

function chunksOf(series: Series, tier: Tier): Map<number, Chunk> {
  return series.chunks.get(tier.resolution) ?? new Map();
}

function isEmpty(series: Series): boolean {
  return ALL_TIERS.every((tier) => chunksOf(series, tier).size === 0);
}

function bytesOf(chunk: Exclude<Chunk, { state: 'archived' }>): Uint8Array {
  return chunk.state === 'open' ? encodeChunk(chunk.slots) : chunk.bytes;
}
