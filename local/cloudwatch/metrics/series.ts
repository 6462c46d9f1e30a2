import type { Unit } from '../../../monitoring/cloudwatch.ts';
import { decodeChunk, encodeChunk, type Slots } from './chunk-codec.ts';
import { createDistribution, type Distribution, mergeDistribution } from './distribution.ts';
import { chunkSpan, HIGH_RESOLUTION, TIERS, type Tier } from './tier.ts';

/** Where sealed chunks are kept when memory is short. */
export interface ChunkArchive {
  read(seriesId: number, tier: number, chunk: number): Uint8Array | undefined;
}

/** Buckets in use; bytes in memory; or bytes in the archive alone. `dirty`: the archive holds less than this. */
export type Chunk =
  | { readonly state: 'open'; readonly slots: Slots; dirty: boolean }
  | { readonly state: 'sealed'; readonly bytes: Uint8Array; dirty: boolean }
  | { readonly state: 'archived' };

/** Called with a bucket of the requested period and the stored distributions in it; the list is used again after the call. */
export type Visit = (timestamp: number, parts: readonly Distribution[]) => void;

const ALL_TIERS: readonly Tier[] = [HIGH_RESOLUTION, ...TIERS];

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

  /** The distribution that a sample at `timestamp` belongs to, made when it is the first. */
  bucket(tier: Tier, timestamp: number): Distribution {
    if (timestamp > this.newest) this.newest = timestamp;
    const position = Math.floor(timestamp / tier.resolution);
    const chunk = this.#open(tier, Math.floor(position / tier.slots));
    const index = position % tier.slots;
    const known = chunk.slots[index];
    if (known !== undefined) return known;
    const made = createDistribution();
    chunk.slots[index] = made;
    return made;
  }

  /** Visits the buckets of `period` between start and end that hold data, oldest first; a period below the stored resolution finds nothing. */
  read(start: number, end: number, period: number, visit: Visit): void {
    const tiers = period < 60_000 ? [HIGH_RESOLUTION] : TIERS.filter((tier) => period % tier.resolution === 0);
    const group = new PeriodGroup(start, period, visit);
    for (const tier of tiers.toReversed()) this.#readTier(tier, start, end, group);
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
    const slots = next && this.#slots(tier, chunkIndex);
    slots?.forEach((slot, index) => {
      if (slot !== undefined) mergeDistribution(this.bucket(next ?? tier, slotTime(tier, chunkIndex, index)), slot);
    });
    this.#tier(tier).delete(chunkIndex);
  }

  #tier(tier: Tier): Map<number, Chunk> {
    return this.chunks.get(tier.resolution) ?? new Map();
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
    const bytes = chunk?.state === 'sealed' ? chunk.bytes : this.#archived(tier, chunkIndex, chunk);
    return bytes === undefined ? new Array<undefined>(tier.slots).fill(undefined) : decodeChunk(bytes, tier.slots);
  }

  #archived(tier: Tier, chunkIndex: number, chunk: Chunk | undefined): Uint8Array | undefined {
    return chunk === undefined ? undefined : this.#archive.read(this.id, tier.resolution, chunkIndex);
  }

  #readTier(tier: Tier, start: number, end: number, group: PeriodGroup): void {
    const chunks = this.#tier(tier);
    if (chunks.size === 0) return;
    const span = chunkSpan(tier);
    for (let index = Math.floor(start / span); index * span < end; index++) {
      if (chunks.has(index)) readSlots(this.#slots(tier, index), tier, index, start, end, group);
    }
  }
}

function slotTime(tier: Tier, chunkIndex: number, index: number): number {
  return (chunkIndex * tier.slots + index) * tier.resolution;
}

function readSlots(slots: Slots, tier: Tier, chunk: number, start: number, end: number, group: PeriodGroup): void {
  const first = Math.max(0, Math.ceil(start / tier.resolution) - chunk * tier.slots);
  const last = Math.min(tier.slots, Math.ceil(end / tier.resolution) - chunk * tier.slots);
  for (let index = first; index < last; index++) {
    const slot = slots[index];
    if (slot !== undefined) group.add(slotTime(tier, chunk, index), slot);
  }
}

/** Gathers stored buckets, oldest first, into the periods of a query that begins at `start`. */
class PeriodGroup {
  readonly #start: number;
  readonly #period: number;
  readonly #visit: Visit;
  readonly #parts: Distribution[] = [];
  #timestamp = Number.NaN;

  constructor(start: number, period: number, visit: Visit) {
    this.#start = start;
    this.#period = period;
    this.#visit = visit;
  }

  add(time: number, part: Distribution): void {
    const timestamp = this.#start + Math.floor((time - this.#start) / this.#period) * this.#period;
    if (timestamp !== this.#timestamp) this.finish();
    this.#timestamp = timestamp;
    this.#parts.push(part);
  }

  finish(): void {
    if (this.#parts.length > 0) this.#visit(this.#timestamp, this.#parts);
    this.#parts.length = 0;
  }
}
