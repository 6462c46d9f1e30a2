import type { Shape, StructureShape } from '../model/shape.ts';
import { type CborWriter, createCborWriter } from './cbor-writer.ts';

/**
 * Writes an operation's output as rpc-v2-cbor by the model: timestamps as epoch seconds under tag 1, blobs as byte
 * strings, doubles always as doubles; members that are absent, or that the model does not know, are left out.
 */
export function writeCborOutput(shape: StructureShape, output: unknown): Buffer {
  const writer = createCborWriter();
  writeValue(writer, shape, output);
  return writer.finish();
}

function writeValue(writer: CborWriter, shape: Shape, value: unknown): void {
  switch (shape.type) {
    case 'structure':
      writeStructure(writer, shape, value);
      break;
    case 'list':
      writeList(writer, shape.element, Array.isArray(value) ? value : []);
      break;
    case 'map':
      writeMap(writer, shape.value, Object.entries(value ?? {}));
      break;
    default:
      writeScalar(writer, shape.type, value);
  }
}

type ScalarType = Exclude<Shape['type'], 'structure' | 'list' | 'map'>;

function writeScalar(writer: CborWriter, type: ScalarType, value: unknown): void {
  if (type === 'string') writer.text(String(value));
  else if (type === 'boolean') writer.boolean(value === true);
  else if (type === 'blob') writer.bytes(value instanceof Uint8Array ? value : Buffer.from(String(value), 'base64'));
  else {
    if (type === 'timestamp') writer.tag(1);
    writeNumber(writer, Number(value), type === 'double');
  }
}

function writeNumber(writer: CborWriter, value: number, double: boolean): void {
  if (double || !Number.isSafeInteger(value)) writer.double(value);
  else writer.integer(value);
}

function writeStructure(writer: CborWriter, shape: StructureShape, value: unknown): void {
  const given = typeof value === 'object' && value !== null ? value : {};
  const present = [...shape.members].flatMap(([name, member]) => {
    const of: unknown = Reflect.get(given, name);
    return of === undefined || of === null ? [] : [{ name, member, of }];
  });
  writer.map(present.length);
  for (const { name, member, of } of present) {
    writer.text(name);
    writeValue(writer, member, of);
  }
}

function writeList(writer: CborWriter, element: Shape, items: readonly unknown[]): void {
  writer.list(items.length);
  for (const item of items) writeValue(writer, element, item);
}

function writeMap(writer: CborWriter, shape: Shape, entries: readonly [string, unknown][]): void {
  writer.map(entries.length);
  for (const [key, value] of entries) {
    writer.text(key);
    writeValue(writer, shape, value);
  }
}
