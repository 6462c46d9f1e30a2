import type { Value } from '../insights/value.ts';

/** One field's values of a block of lines; `undefined` where a line lacks it. */
export type ColumnValues = readonly Value[];

const [NUMBERS, DICTIONARY] = [0, 1];
/** A column of more different texts, or of more than half as many as lines, would be as large as they are. */
const MOST_TEXTS = 1_024;
/** The kind of a column and the length of its dictionary, each four bytes. */
const HEADER_BYTES = 8;

function write(kind: number, dictionary: string, values: Float64Array | Uint16Array): Uint8Array {
  const texts = Buffer.from(dictionary);
  const data = Buffer.alloc(HEADER_BYTES + texts.length + values.byteLength);
  data.writeUInt32LE(kind, 0);
  data.writeUInt32LE(texts.length, 4);
  texts.copy(data, HEADER_BYTES);
  data.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), HEADER_BYTES + texts.length);
  return data;
}

function encodeNumbers(values: ColumnValues): Uint8Array {
  return write(
    NUMBERS,
    '',
    Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)),
  );
}

/** Writes a column as numbers or as a list of its different values; `undefined` when there are too many texts. */
export function encodeColumn(values: ColumnValues): Uint8Array | undefined {
  const most = Math.min(MOST_TEXTS, values.length / 2);
  const codes = new Map<Value, number>();
  for (const value of values) {
    if (value === undefined || codes.has(value)) continue;
    if (codes.size >= most)
      return values.every((other) => other === undefined || typeof other === 'number')
        ? encodeNumbers(values)
        : undefined;
    codes.set(value, codes.size + 1);
  }
  return write(
    DICTIONARY,
    JSON.stringify([...codes.keys()]),
    Uint16Array.from(values, (value) => codes.get(value) ?? 0),
  );
}

/** Reads what `encodeColumn` wrote. */
export function decodeColumn(data: Uint8Array): ColumnValues {
  const header = new DataView(data.buffer, data.byteOffset, HEADER_BYTES);
  const start = HEADER_BYTES + header.getUint32(4, true);
  // A copy, because typed arrays must begin at a multiple of their size; a Buffer's slice is none.
  const values = new Uint8Array(data.subarray(start)).buffer;
  if (header.getUint32(0, true) === NUMBERS)
    return Array.from(new Float64Array(values), (value) => (Number.isNaN(value) ? undefined : value));
  const dictionary: Value[] = JSON.parse(Buffer.from(data.subarray(HEADER_BYTES, start)).toString());
  return Array.from(new Uint16Array(values), (code) => (code === 0 ? undefined : dictionary[code - 1]));
}
