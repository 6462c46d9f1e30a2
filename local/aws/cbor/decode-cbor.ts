import { isUtf8 } from 'node:buffer';
import { type AwsError, serializationError } from '../aws-error.ts';
import { type CborMap, CborTag, type CborValue } from './cbor-value.ts';

const MAX_DEPTH = 32;
/** More than the largest PutMetricData has: a thousand data of 150 values and counts, and 30 dimensions. */
const MAX_ITEMS = 500_000;
const BREAK = 0xff;
const INDEFINITE = 31;

/**
 * Decodes one CBOR data item that fills the body, definite or indefinite; SerializationException for anything malformed,
 * nested deeper than 32 items, of more than half a million, with map keys that are no texts, or with bytes behind it. A
 * length is believed only as far as there are bytes, so that no few bytes can ask for much memory.
 */
export function decodeCbor(body: Buffer): CborValue {
  let position = 0;
  let items = 0;

  const take = (count: number): Buffer => {
    if (count > body.length - position) throw malformed('it ends too early');
    position += count;
    return body.subarray(position - count, position);
  };
  const atBreak = (): boolean => {
    if (body[position] !== BREAK) return false;
    position += 1;
    return true;
  };
  /** The number behind an initial byte; `undefined` for an indefinite length. */
  const argument = (info: number): number | undefined => {
    if (info < 24) return info;
    if (info === 24) return take(1).readUInt8();
    if (info === 25) return take(2).readUInt16BE();
    if (info === 26) return take(4).readUInt32BE();
    if (info === 27) return Number(take(8).readBigUInt64BE());
    if (info === INDEFINITE) return undefined;
    throw malformed('it has a reserved length');
  };
  const definite = (info: number): number => {
    const value = argument(info);
    if (value === undefined) throw malformed('it has an indefinite length where none may be');
    return value;
  };
  /** Calls `one` for each item of a list or map; each takes at least one byte. */
  const repeat = (info: number, one: () => void): void => {
    const count = argument(info);
    if (count === undefined) while (!atBreak()) one();
    else if (count > body.length - position) throw malformed('it ends too early');
    else for (let index = 0; index < count; index += 1) one();
  };
  const chunks = (major: number, info: number): Buffer => {
    const length = argument(info);
    if (length !== undefined) return take(length);
    const parts: Buffer[] = [];
    while (!atBreak()) {
      const initial = take(1).readUInt8();
      if (initial >> 5 !== major) throw malformed('a string is made of other items');
      parts.push(take(definite(initial & 31)));
    }
    return Buffer.concat(parts);
  };
  const list = (info: number, depth: number): readonly CborValue[] => {
    const values: CborValue[] = [];
    repeat(info, () => values.push(item(depth)));
    return values;
  };
  const map = (info: number, depth: number): CborMap => {
    const entries = new Map<string, CborValue>();
    repeat(info, () => {
      const key = item(depth);
      if (typeof key !== 'string') throw malformed('a key of a map is not a text');
      entries.set(key, item(depth));
    });
    return entries;
  };
  const item = (depth: number): CborValue => {
    if (depth > MAX_DEPTH) throw malformed(`it is nested deeper than ${MAX_DEPTH} items`);
    items += 1;
    if (items > MAX_ITEMS) throw malformed(`it has more than ${MAX_ITEMS} items`);
    const initial = body[position];
    if (initial === undefined) throw malformed('it ends too early');
    position += 1;
    const major = initial >> 5;
    const info = initial & 31;
    if (major === 0) return definite(info);
    if (major === 1) return -1 - definite(info);
    if (major === 2) return chunks(major, info);
    if (major === 3) return toText(chunks(major, info));
    if (major === 4) return list(info, depth + 1);
    if (major === 5) return map(info, depth + 1);
    if (major === 6) return new CborTag(definite(info), item(depth + 1));
    return simple(info, take);
  };

  const value = item(0);
  if (position < body.length) throw malformed('there are bytes behind its end');
  return value;
}

function simple(info: number, take: (count: number) => Buffer): CborValue {
  if (info === 20 || info === 21) return info === 21;
  if (info === 22 || info === 23) return null;
  if (info === 25) return halfFloat(take(2).readUInt16BE());
  if (info === 26) return take(4).readFloatBE();
  if (info === 27) return take(8).readDoubleBE();
  throw malformed('it has a simple value without a meaning');
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function toText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw malformed('a text is not valid UTF-8');
  return bytes.toString('utf8');
}

function malformed(reason: string): AwsError {
  return serializationError(`The request body is not valid CBOR: ${reason}.`);
}
