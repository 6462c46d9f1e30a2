import type { Unit } from '../../../monitoring/cloudwatch.ts';
import { type Bucket, withBucket, withStatisticSet, withValue } from './bucket.ts';
import { appendToChunk, decodeChunk, eachBucket, encodeChunk, type Slots } from './chunk-codec.ts';
import type { StatisticSet } from './distribution.ts';
import { PeriodGroup, type Visit } from './period-group.ts';
import { ALL_TIERS, chunkSpan, HIGH_RESOLUTION, TIERS, type Tier } from './tier.ts';

/** Where sealed chunks are kept when memory is short. */
export interface ChunkArchive {
  read(seriesId: number, tier: number, chunk: number): Uint8Array | undefined;
}

/** Buckets in use; bytes in memory; or bytes in the archive alone. `dirty`: the archive holds less than this. */
export type Chunk =
  | { readonly state: 'open'; readonly slots: Slots; dirty: boolean }
  | { readonly state: 'sealed'; readonly bytes: Uint8Array; dirty: boolean }
  | { readonly state: 'archived' };

/** A chunk with data in the range of a query, and where it begins (epoch milliseconds). */
type Found = { readonly tier: Tier; readonly index: number; readonly begin: number };

/** The datapoints of one metric in one unit: chunks by tier, each tier by the chunk's position since the epoch. */
export class Series {
  readonly id: number;
  readonly unit: Unit;
  readonly chunks: ReadonlyMap<number, Map<number, Chunk>>;
  /** Timestamp of the newest datapoint. */
  newest: number;
  readonly #archive: ChunkArchive;

  constructor(id: number, unit: Unit, newest: number, archive: ChunkArchive) {
    this.id = id;
    this.unit = unit;
    this.newest = newest;
    this.#archive = archive;
    this.chunks = new Map(ALL_TIERS.map((tier) => [tier.resolution, new Map()]));
  }

  /** Adds `count` samples of `value` at a time in epoch milliseconds. */
  addValue(tier: Tier, timestamp: number, value: number, count: number): void {
    const slots = this.#openAt(tier, timestamp);
    const index = slotIndex(tier, timestamp);
    slots[index] = withValue(slots[index], value, count);
  }

  addStatisticSet(tier: Tier, timestamp: number, set: StatisticSet): void {
    const slots = this.#openAt(tier, timestamp);
    const index = slotIndex(tier, timestamp);
    slots[index] = withStatisticSet(slots[index], set);
  }

  /** Visits the periods between start and end that hold data, oldest first; a period below the stored resolution finds nothing. */
  read(start: number, end: number, period: number, visit: Visit): void {
    const group = new PeriodGroup(start, period, visit);
    const found = this.#find(start, end, period);
    if (found.some(overlapsNext)) this.#readInterleaved(found, start, end, group);
    else for (const each of found) this.#readChunk(each, start, end, group);
    group.finish();
  }

  /** Turns an open chunk into bytes. */
  seal(tier: Tier, chunkIndex: number): void {
    const chunk = this.#tier(tier).get(chunkIndex);
    if (chunk?.state !== 'open') return;
    this.#tier(tier).set(chunkIndex, { state: 'sealed', bytes: encodeChunk(chunk.slots), dirty: chunk.dirty });
  }

  /** Rolls a chunk up into the next coarser tier, if there is one, and forgets it. */
  expire(tier: Tier, chunkIndex: number): void {
    const next = tier === HIGH_RESOLUTION ? undefined : TIERS[TIERS.indexOf(tier) + 1];
    if (next !== undefined) this.#rollUp(tier, chunkIndex, next);
    this.#tier(tier).delete(chunkIndex);
  }

  /** A chunk lies within one of the next tier. */
  #rollUp(tier: Tier, chunkIndex: number, next: Tier): void {
    const rolled: Slots = new Array<undefined>(next.slots).fill(undefined);
    this.#slots(tier, chunkIndex).forEach((bucket, index) => {
      if (bucket === undefined) return;
      const into = slotIndex(next, slotTime(tier, chunkIndex, index));
      rolled[into] = withBucket(rolled[into], bucket);
    });
    this.#absorb(next, Math.floor(slotTime(tier, chunkIndex, 0) / chunkSpan(next)), rolled);
  }

  /** Adds buckets to a chunk: mostly it has none yet, or only such as lie before them, and stays sealed. */
  #absorb(tier: Tier, chunkIndex: number, buckets: Slots): void {
    const chunk = this.#tier(tier).get(chunkIndex);
    const held = chunk && chunk.state !== 'open' ? this.#bytes(tier, chunkIndex, chunk) : undefined;
    const bytes = chunk === undefined ? encodeChunk(buckets) : held && appendToChunk(held, buckets);
    if (bytes !== undefined) {
      this.#tier(tier).set(chunkIndex, { state: 'sealed', bytes, dirty: true });
      return;
    }
    const { slots } = this.#open(tier, chunkIndex);
    for (const [index, bucket] of buckets.entries()) {
      if (bucket !== undefined) slots[index] = withBucket(slots[index], bucket);
    }
  }

  #tier(tier: Tier): Map<number, Chunk> {
    return this.chunks.get(tier.resolution) ?? new Map();
  }

  #openAt(tier: Tier, timestamp: number): Slots {
    if (timestamp > this.newest) this.newest = timestamp;
    return this.#open(tier, Math.floor(timestamp / chunkSpan(tier))).slots;
  }

  #open(tier: Tier, chunkIndex: number): Extract<Chunk, { state: 'open' }> {
    const chunks = this.#tier(tier);
    const chunk = chunks.get(chunkIndex);
    if (chunk?.state === 'open') {
      chunk.dirty = true;
      return chunk;
    }
    const opened = { state: 'open' as const, slots: this.#slots(tier, chunkIndex), dirty: true };
    chunks.set(chunkIndex, opened);
    return opened;
  }

  #slots(tier: Tier, chunkIndex: number): Slots {
    const chunk = this.#tier(tier).get(chunkIndex);
    if (chunk?.state === 'open') return chunk.slots;
    const bytes = chunk && this.#bytes(tier, chunkIndex, chunk);
    return bytes === undefined ? new Array<undefined>(tier.slots).fill(undefined) : decodeChunk(bytes, tier.slots);
  }

  #bytes(tier: Tier, chunkIndex: number, chunk: Exclude<Chunk, { state: 'open' }>): Uint8Array | undefined {
    return chunk.state === 'sealed' ? chunk.bytes : this.#archive.read(this.id, tier.resolution, chunkIndex);
  }

  /** The chunks that a query of this period reads, by their beginning; of several with the same the coarsest first. */
  #find(start: number, end: number, period: number): Found[] {
    const found: Found[] = [];
    let sorted = true;
    const tiers = period < 60_000 ? [HIGH_RESOLUTION] : TIERS;
    for (const tier of tiers) {
      const chunks = this.#tier(tier);
      if (chunks.size === 0 || (tier !== HIGH_RESOLUTION && period % tier.resolution !== 0)) continue;
      if (found.length > 0) sorted = false;
      const span = chunkSpan(tier);
      for (let index = Math.floor(start / span); index * span < end; index++) {
        if (chunks.has(index)) found.push({ tier, index, begin: index * span });
      }
    }
    return sorted ? found : found.sort((a, b) => a.begin - b.begin || b.tier.resolution - a.tier.resolution);
  }

  /** Late datapoints may lie among older ones that were rolled up: their periods hold buckets of several tiers. */
  #readInterleaved(found: readonly Found[], start: number, end: number, group: PeriodGroup): void {
    const all: [time: number, bucket: Bucket][] = [];
    const gathered = { add: (time: number, bucket: Bucket) => void all.push([time, bucket]) };
    for (const each of found) this.#readChunk(each, start, end, gathered);
    for (const [time, bucket] of all.sort(([a], [b]) => a - b)) group.add(time, bucket);
  }

  #readChunk({ tier, index, begin }: Found, start: number, end: number, into: Pick<PeriodGroup, 'add'>): void {
    const chunk = this.#tier(tier).get(index);
    if (chunk === undefined) return;
    const first = Math.max(0, Math.ceil((start - begin) / tier.resolution));
    const last = Math.min(tier.slots, Math.ceil((end - begin) / tier.resolution));
    if (chunk.state === 'open') {
      for (let slot = first; slot < last; slot++) {
        const bucket = chunk.slots[slot];
        if (bucket !== undefined) into.add(begin + slot * tier.resolution, bucket);
      }
      return;
    }
    const bytes = this.#bytes(tier, index, chunk);
    if (bytes) eachBucket(bytes, first, last, (slot, bucket) => into.add(begin + slot * tier.resolution, bucket));
  }
}

function overlapsNext({ tier, begin }: Found, position: number, found: readonly Found[]): boolean {
  const next = found[position + 1];
  return next !== undefined && next.begin < begin + chunkSpan(tier);
}

function slotIndex(tier: Tier, timestamp: number): number {
  return Math.floor(timestamp / tier.resolution) % tier.slots;
}

function slotTime(tier: Tier, chunkIndex: number, index: number): number {
  return (chunkIndex * tier.slots + index) * tier.resolution;
}
