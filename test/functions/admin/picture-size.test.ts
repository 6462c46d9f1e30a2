import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PICTURE_TYPES, pictureSize, sniff } from '../../../functions/admin/picture-size.ts';
import { jpeg, png, webpExtended, webpLossless, webpLossy } from './pictures.ts';

const MADE = {
  'a PNG': { make: png, type: 'image/png', largest: 2 ** 31 - 1 },
  'a JPEG': { make: jpeg, type: 'image/jpeg', largest: 65_535 },
  'a lossy WebP': { make: webpLossy, type: 'image/webp', largest: 16_383 },
  'a lossless WebP': { make: webpLossless, type: 'image/webp', largest: 16_384 },
  'an extended WebP': { make: webpExtended, type: 'image/webp', largest: 2 ** 24 },
} as const;

describe.each(Object.entries(MADE))('%s', (_, { make, type, largest }) => {
  const side = fc.integer({ min: 1, max: largest });

  test('is recognised, and tells its size, whatever that is', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const bytes = make({ width, height });
        expect(sniff(bytes)).toBe(type);
        expect(pictureSize(bytes, type)).toEqual({ width, height });
      }),
      { numRuns: 50 },
    );
  });

  test('that is cut off within its header tells no size', () => {
    const bytes = make({ width: 3, height: 5 });
    for (let length = 0; length < bytes.length - 1; length++) {
      const size = pictureSize(bytes.subarray(0, length), type);
      expect([length, size === undefined || size.width === 3]).toEqual([length, true]);
    }
    expect(pictureSize(bytes.subarray(0, 12), type)).toBeUndefined();
  });
});

test('a picture of no width or no height has no size', () => {
  expect(pictureSize(png({ width: 0, height: 5 }), 'image/png')).toBeUndefined();
  expect(pictureSize(jpeg({ width: 5, height: 0 }), 'image/jpeg')).toBeUndefined();
});

test('a JPEG whose segments lead nowhere, or to the scan, has no size', () => {
  const start = Buffer.from([0xff, 0xd8]);
  for (const rest of [
    [0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0xff, 0xda, 0, 4, 0, 0, 0, 0, 0, 0],
    [1, 2, 3, 4, 5, 6, 7, 8],
  ]) {
    expect(pictureSize(Buffer.concat([start, Buffer.from(rest)]), 'image/jpeg')).toBeUndefined();
  }
});

test('no bytes make the reading of a size fail or go on for ever', () => {
  const anything = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  const broken = fc
    .tuple(fc.constantFrom(...Object.values(MADE)), fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 8 }))
    .map(([{ make }, changes]) => {
      const bytes = make({ width: 30, height: 40 });
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(anything, broken), (bytes) => {
      for (const type of PICTURE_TYPES) {
        const size = pictureSize(bytes, type);
        expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
