import type { JsonValue } from '../json.ts';
import { type CborWriter, createCborWriter } from './cbor-writer.ts';

/** Writes a JSON value as CBOR, for what no model describes; members that are absent or null are left out. */
export function writeCborJson(value: JsonValue): Buffer {
  const writer = createCborWriter();
  write(writer, value);
  return writer.finish();
}

function write(writer: CborWriter, value: JsonValue): void {
  if (typeof value === 'string') writer.text(value);
  else if (typeof value === 'boolean') writer.boolean(value);
  else if (typeof value === 'number') Number.isSafeInteger(value) ? writer.integer(value) : writer.double(value);
  else if (isList(value)) {
    writer.list(value.length);
    for (const item of value) write(writer, item);
  } else writeMembers(writer, Object.entries(value ?? {}));
}

function writeMembers(writer: CborWriter, members: readonly [string, JsonValue | undefined][]): void {
  const present = members.filter((member): member is [string, JsonValue] => member[1] !== undefined);
  writer.map(present.length);
  for (const [name, value] of present) {
    writer.text(name);
    write(writer, value);
  }
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
