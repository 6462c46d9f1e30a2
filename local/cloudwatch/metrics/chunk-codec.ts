import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { addValue, createDistribution, type Distribution } from './distribution.ts';
import { createSketch, type Sketch } from './sketch.ts';

/** The storage buckets of one chunk by position; `undefined` where nothing was published. */
export type Slots = (Distribution | undefined)[];

const SINGLE = 0;
const EXACT = 1;
const SKETCH = 2;
const UNKNOWN = 3;

const writer = new ByteWriter();

/** A chunk's buckets as bytes: only those with data, each with the distance to the one before. */
export function encodeChunk(slots: Slots): Uint8Array {
  writer.reset();
  writer.unsigned(slots.reduce((count, slot) => (slot === undefined ? count : count + 1), 0));
  let previous = 0;
  slots.forEach((slot, index) => {
    if (slot === undefined) return;
    writer.unsigned(index - previous);
    previous = index;
    writeDistribution(slot);
  });
  return writer.bytes();
}

/** The buckets that `encodeChunk` wrote, in a chunk of `length` slots. */
export function decodeChunk(bytes: Uint8Array, length: number): Slots {
  const slots: Slots = new Array<Distribution | undefined>(length).fill(undefined);
  const reader = new ByteReader(bytes);
  let index = 0;
  for (let left = reader.unsigned(); left > 0; left--) {
    index += reader.unsigned();
    slots[index] = readDistribution(reader);
  }
  return slots;
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
  const [first] = values;
  if (values.length === 1 && first !== undefined) {
    writer.unsigned(SINGLE);
    writer.number(first);
    return;
  }
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

function readDistribution(reader: ByteReader): Distribution {
  const kind = reader.unsigned();
  if (kind === SINGLE) return single(reader.number());
  const totals = readTotals(reader);
  if (kind === EXACT) return { ...totals, samples: { kind: 'exact', values: readValues(reader) } };
  if (kind === SKETCH) return { ...totals, samples: { kind: 'sketch', sketch: readSketch(reader) } };
  return { ...totals, samples: { kind: 'unknown' } };
}

function single(value: number): Distribution {
  const distribution = createDistribution();
  addValue(distribution, value, 1);
  return distribution;
}

function readTotals(reader: ByteReader): Omit<Distribution, 'samples'> {
  return { count: reader.number(), sum: reader.number(), minimum: reader.number(), maximum: reader.number() };
}

function readValues(reader: ByteReader): number[] {
  return Array.from({ length: reader.unsigned() }, () => reader.number());
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
