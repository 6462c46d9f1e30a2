import { type AwsError, serializationError } from '../aws-error.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Shape, StructureShape } from '../model/shape.ts';
import { CborTag, type CborValue } from './cbor-value.ts';
import { decodeCbor } from './decode-cbor.ts';

/**
 * Converts an rpc-v2-cbor body into an operation's input by the model: an empty body is an empty input, members that the
 * model does not know and those that are null are left out, a value of the wrong type is a SerializationException that names its member.
 */
export function readCborInput(shape: StructureShape, body: Buffer): JsonObject {
  return body.length === 0 ? {} : readStructure(shape, decodeCbor(body), '');
}

function readValue(shape: Shape, value: CborValue, path: string): JsonValue {
  if (value === null) return null;
  switch (shape.type) {
    case 'structure':
      return readStructure(shape, value, `${path}.`);
    case 'list':
      if (!Array.isArray(value)) throw wrongType(path, 'a list');
      return value.map((item: CborValue, index) => readValue(shape.element, item, `${path}.${index + 1}`));
    case 'map':
      if (!(value instanceof Map)) throw wrongType(path, 'a map');
      return Object.fromEntries(
        [...value].map(([key, item]: [string, CborValue]) => [key, readValue(shape.value, item, `${path}.${key}`)]),
      );
    case 'timestamp':
      return readTimestamp(value, path);
    case 'blob':
      if (!(value instanceof Uint8Array)) throw wrongType(path, 'a byte string');
      return Buffer.from(value).toString('base64');
    case 'string':
      if (typeof value !== 'string') throw wrongType(path, 'a string');
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(path, 'true or false');
      return value;
    case 'integer':
      if (!Number.isInteger(value)) throw wrongType(path, 'an integer');
      return Number(value);
    case 'double':
      if (typeof value !== 'number') throw wrongType(path, 'a number');
      return value;
    default:
      return shape satisfies never;
  }
}

function readStructure(shape: StructureShape, value: CborValue, prefix: string): JsonObject {
  if (!(value instanceof Map)) throw wrongType(prefix === '' ? 'the input' : prefix.slice(0, -1), 'a map');
  const members: [string, JsonValue][] = [];
  for (const [name, member] of shape.members) {
    const of = value.get(name);
    if (of !== undefined && of !== null) members.push([name, readValue(member, of, `${prefix}${name}`)]);
  }
  return Object.fromEntries(members);
}

/** Epoch seconds, under tag 1 as the protocol demands. */
function readTimestamp(value: CborValue, path: string): number {
  const seconds = value instanceof CborTag && value.tag === 1 ? value.value : undefined;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) throw wrongType(path, 'a timestamp under tag 1');
  return seconds;
}

function wrongType(path: string, type: string): AwsError {
  return serializationError(`The member '${path}' must be ${type}.`);
}
