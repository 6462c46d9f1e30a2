import { cbor } from '@smithy/core/cbor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsError } from '../../../../local/aws/aws-error.ts';
import { CborTag, type CborValue } from '../../../../local/aws/cbor/cbor-value.ts';
import { decodeCbor } from '../../../../local/aws/cbor/decode-cbor.ts';

const decode = (hex: string): CborValue => decodeCbor(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

/** From the examples of RFC 8949, Appendix A. */
const items: Record<string, [hex: string, value: CborValue]> = {
  zero: ['00', 0],
  'a number within the initial byte': ['17', 23],
  'a number of one byte': ['18 18', 24],
  'a number of two bytes': ['19 03e8', 1000],
  'a number of four bytes': ['1a 000f4240', 1_000_000],
  'a number of eight bytes': ['1b 000000e8d4a51000', 1_000_000_000_000],
  'the smallest negative number': ['20', -1],
  'a negative number of two bytes': ['39 03e7', -1000],
  'a half float': ['f9 3e00', 1.5],
  'a negative half float': ['f9 c400', -4],
  'the largest half float': ['f9 7bff', 65_504],
  'a subnormal half float': ['f9 0001', 2 ** -24],
  'a float': ['fa 47c35000', 100_000],
  'a double': ['fb 3ff199999999999a', 1.1],
  'infinity as a half float': ['f9 7c00', Number.POSITIVE_INFINITY],
  'not a number as a half float': ['f9 7e00', Number.NaN],
  'minus infinity as a double': ['fb fff0000000000000', Number.NEGATIVE_INFINITY],
  'true and false': ['82 f5 f4', [true, false]],
  'null and undefined alike': ['82 f6 f7', [null, null]],
  'a time under tag 1': ['c1 1a 514b67b0', new CborTag(1, 1_363_896_240)],
  'a byte string': ['44 01020304', Buffer.from([1, 2, 3, 4])],
  'a text': ['64 49455446', 'IETF'],
  'a text of more than one byte a character': ['63 e6b0b4', '水'],
  'a list of lists': ['83 01 82 02 03 81 04', [1, [2, 3], [4]]],
  'a map': [
    'a2 61 61 01 61 62 02',
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
  ],
  'a byte string of indefinite length': ['5f 42 0102 43 030405 ff', Buffer.from([1, 2, 3, 4, 5])],
  'a text of indefinite length': ['7f 65 7374726561 64 6d696e67 ff', 'streaming'],
  'a list of indefinite length': ['9f 01 82 02 03 9f 04 05 ff ff', [1, [2, 3], [4, 5]]],
  'a map of indefinite length': [
    'bf 63 46756e f5 63 416d74 21 ff',
    new Map<string, CborValue>([
      ['Fun', true],
      ['Amt', -2],
    ]),
  ],
  'a key that JavaScript gives a meaning': ['a1 69 5f5f70726f746f5f5f 01', new Map([['__proto__', 1]])],
};

test.each(Object.entries(items))('%s', (_, [hex, value]) => {
  expect(decode(hex)).toEqual(value);
});

const malformed: Record<string, string> = {
  nothing: '',
  'a text that ends too early': '65 4945',
  'a number that ends too early': '19 03',
  'a list that ends too early': '82 01',
  'a list that says it has more items than memory': '9b 7fffffffffffffff',
  'a map that says it has more keys than bytes': 'bb 0000000100000000',
  'a byte string longer than the body': '5b 7fffffffffffffff 00',
  'an indefinite list without an end': '9f 01 01',
  'an indefinite text without an end': '7f 61 61',
  'an indefinite text within one': '7f 7f 61 61 ff ff',
  'an indefinite text made of bytes': '7f 41 61 ff',
  'an indefinite number': '1f',
  'a break on its own': 'ff',
  'a map whose last key has no value': 'bf 61 61 ff',
  'a map with a number for a key': 'a1 01 02',
  'a text that is not UTF-8': '62 c328',
  'a reserved length': '1c',
  'a simple value without a meaning': 'e0',
  'a tag of nothing': 'c1',
  'bytes behind the end': '00 00',
  'lists nested too deeply': `${'81'.repeat(40)}00`,
  'tags nested too deeply': `${'c1'.repeat(40)}00`,
  'more open lists than a stack holds': '9f'.repeat(1_000_000),
};

test.each(Object.entries(malformed))('%s is a SerializationException', (_, hex) => {
  expect(() => decode(hex)).toThrow(expect.objectContaining({ code: 'SerializationException', statusCode: 400 }));
});

test('whatever the bytes, the answer is an item or a SerializationException', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        decodeCbor(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(AwsError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('what the SDK encodes is decoded to the same', () => {
  // The SDK encodes -0 as the integer 0.
  const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      ...[fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null)],
      ...[fc.maxSafeInteger(), double],
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      expect(plain(decodeCbor(Buffer.from(cbor.serialize(value))))).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

function plain(value: CborValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return value;
}
