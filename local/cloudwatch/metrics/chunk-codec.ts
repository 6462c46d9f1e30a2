import type { Bucket } from './bucket.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Distribution } from './distribution.ts';
import { createSketch, type Sketch } from './sketch.ts';

/** The storage buckets of one chunk by position; `undefined` where nothing was published. */
export type Slots = (Bucket | undefined)[];

const SINGLE = 0;
const EXACT = 1;
const SKETCH = 2;
const UNKNOWN = 3;

const writer = new ByteWriter();

/** A chunk's buckets as bytes: only those with data, each with the distance to the one before. */
export function encodeChunk(slots: Slots): Uint8Array {
  writer.reset();
  writer.unsigned(countBuckets(slots));
  writeSlots(slots, 0);
  return writer.bytes();
}

/** The bytes with buckets more, all of which must lie behind those that are there; undefined when they do not. Nothing is built anew. */
export function appendToChunk(bytes: Uint8Array, slots: Slots): Uint8Array | undefined {
  const reader = new ByteReader(bytes);
  const count = reader.unsigned();
  const held = reader.rest();
  let last = -1;
  for (let left = count; left > 0; left--) {
    last = Math.max(last, 0) + reader.unsigned();
    skipBucket(reader);
  }
  if (slots.findIndex((slot) => slot !== undefined) <= last) return undefined;
  writer.reset();
  writer.unsigned(count + countBuckets(slots));
  writer.raw(held);
  writeSlots(slots, Math.max(last, 0));
  return writer.bytes();
}

function countBuckets(slots: Slots): number {
  let count = 0;
  for (const slot of slots) if (slot !== undefined) count++;
  return count;
}

/** Each bucket with its distance to the one before, the first with that to `before`. */
function writeSlots(slots: Slots, before: number): void {
  let previous = before;
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index];
    if (slot === undefined) continue;
    writer.unsigned(index - previous);
    previous = index;
    writeBucket(slot);
  }
}

/** The buckets that `encodeChunk` wrote, in a chunk of `length` slots. */
export function decodeChunk(bytes: Uint8Array, length: number): Slots {
  const slots: Slots = new Array<Bucket | undefined>(length).fill(undefined);
  eachBucket(bytes, 0, length, (index, bucket) => {
    slots[index] = bucket;
  });
  return slots;
}

/** Visits the buckets from position `first` to before `end`; what lies outside is passed over, not built. */
export function eachBucket(
  bytes: Uint8Array,
  first: number,
  end: number,
  visit: (index: number, bucket: Bucket) => void,
): void {
  const reader = new ByteReader(bytes);
  let index = 0;
  for (let left = reader.unsigned(); left > 0; left--) {
    index += reader.unsigned();
    if (index >= end) return;
    if (index < first) skipBucket(reader);
    else visit(index, readBucket(reader));
  }
}

function writeBucket(bucket: Bucket): void {
  if (typeof bucket === 'object') {
    writeDistribution(bucket);
    return;
  }
  writer.unsigned(SINGLE);
  writer.number(bucket);
}

function writeDistribution(distribution: Distribution): void {
  const { samples } = distribution;
  switch (samples.kind) {
    case 'exact':
      writeExact(distribution, samples.values);
      return;
    case 'sketch':
      writer.unsigned(SKETCH);
      writeTotals(distribution);
      writeSketch(samples.sketch);
      return;
    case 'unknown':
      writer.unsigned(UNKNOWN);
      writeTotals(distribution);
      return;
    default:
      samples satisfies never;
  }
}

function writeExact(distribution: Distribution, values: readonly number[]): void {
  writer.unsigned(EXACT);
  writeTotals(distribution);
  writer.unsigned(values.length);
  for (const value of values) writer.number(value);
}

function writeTotals({ count, sum, minimum, maximum }: Distribution): void {
  writer.number(count);
  writer.number(sum);
  writer.number(minimum);
  writer.number(maximum);
}

function writeSketch({ zeros, buckets }: Sketch): void {
  writer.number(zeros);
  writer.unsigned(buckets.size);
  for (const [index, count] of buckets) {
    writer.number(index);
    writer.number(count);
  }
}

function readBucket(reader: ByteReader): Bucket {
  const kind = reader.unsigned();
  if (kind === SINGLE) return reader.number();
  const totals = readTotals(reader);
  if (kind === EXACT) return { ...totals, samples: { kind: 'exact', values: readValues(reader) } };
  if (kind === SKETCH) return { ...totals, samples: { kind: 'sketch', sketch: readSketch(reader) } };
  return { ...totals, samples: { kind: 'unknown' } };
}

function skipBucket(reader: ByteReader): void {
  const kind = reader.unsigned();
  reader.skipNumbers(kind === SINGLE ? 1 : 4);
  if (kind === EXACT) reader.skipNumbers(reader.unsigned());
  if (kind !== SKETCH) return;
  reader.skipNumbers(1);
  reader.skipNumbers(2 * reader.unsigned());
}

function readTotals(reader: ByteReader): Omit<Distribution, 'samples'> {
  return { count: reader.number(), sum: reader.number(), minimum: reader.number(), maximum: reader.number() };
}

function readValues(reader: ByteReader): number[] {
  const values: number[] = [];
  for (let left = reader.unsigned(); left > 0; left--) values.push(reader.number());
  return values;
}

function readSketch(reader: ByteReader): Sketch {
  const sketch = createSketch();
  sketch.zeros = reader.number();
  for (let left = reader.unsigned(); left > 0; left--) {
    const index = reader.number();
    sketch.buckets.set(index, reader.number());
  }
  return sketch;
}
