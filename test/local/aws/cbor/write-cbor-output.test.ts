import { cbor } from '@smithy/core/cbor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCborJson } from '../../../../local/aws/cbor/write-cbor-json.ts';
import { writeCborOutput } from '../../../../local/aws/cbor/write-cbor-output.ts';
import type { JsonValue } from '../../../../local/aws/json.ts';
import type { Shape, StructureShape } from '../../../../local/aws/model/shape.ts';

const structure = (members: Record<string, Shape>): StructureShape => ({
  type: 'structure',
  members: new Map(Object.entries(members)),
});
const hex = (shape: Shape, value: unknown): string =>
  writeCborOutput(structure({ M: shape }), { M: value })
    .toString('hex')
    .replace('a1614d', '');

const written: Record<string, [shape: Shape, value: unknown, hex: string]> = {
  'an integer as short as it can be': [{ type: 'integer' }, 1000, '1903e8'],
  'a negative integer': [{ type: 'integer' }, -1000, '3903e7'],
  'an integer of eight bytes': [{ type: 'integer' }, 1_000_000_000_000, '1b000000e8d4a51000'],
  'a double always as a double': [{ type: 'double' }, 5, 'fb4014000000000000'],
  'a whole second as an integer under tag 1': [{ type: 'timestamp' }, 1_363_896_240, 'c11a514b67b0'],
  'a part of a second as a double under tag 1': [{ type: 'timestamp' }, 1_363_896_240.5, 'c1fb41d452d9ec200000'],
  'a text by its bytes': [{ type: 'string' }, '水', '63e6b0b4'],
  'a boolean': [{ type: 'boolean' }, true, 'f5'],
  'a blob as a byte string': [{ type: 'blob' }, new Uint8Array([1, 2, 3, 4]), '4401020304'],
  'a blob that comes in base64': [{ type: 'blob' }, 'AQIDBA==', '4401020304'],
  'an empty list': [{ type: 'list', element: { type: 'string' } }, [], '80'],
  'a list of integers': [{ type: 'list', element: { type: 'integer' } }, [1, 2], '820102'],
  'a map': [{ type: 'map', value: { type: 'integer' } }, { a: 1 }, 'a1616101'],
  'a structure without the members that are absent or unknown': [
    structure({ a: { type: 'integer' }, b: { type: 'integer' }, c: { type: 'integer' } }),
    { unknown: 0, c: 2, b: null, a: 1 },
    'a2616101616302',
  ],
};

test.each(Object.entries(written))('%s', (_, [shape, value, expected]) => {
  expect(hex(shape, value)).toBe(expected);
});

test('texts of any length are read by the SDK as they were written', () => {
  const shape = structure({ Texts: { type: 'list', element: { type: 'string' } } });
  const texts = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 400 })), { maxLength: 20 });
  fc.assert(
    fc.property(texts, (drawn) => {
      const Texts = drawn.map(([text, times]) => text.repeat(times).toWellFormed());
      expect(cbor.deserialize(writeCborOutput(shape, { Texts }))).toEqual({ Texts });
    }),
    { numRuns: 30 },
  );
});

test('any JSON is read by the SDK as it was written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const written = JSON.parse(JSON.stringify({ value }), (_, item) => (item === null ? 'null' : item));
      expect(cbor.deserialize(writeCborJson(written satisfies JsonValue))).toEqual(written);
    }),
    { numRuns: 200 },
  );
});
