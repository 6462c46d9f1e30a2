import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePng } from '../support/decode-png.ts';
import { smallerPng } from './smaller-png.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** A picture of rows of opaque pixels as a browser might write it: four bytes a pixel, none left out. */
function png(rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(rows[0]?.length ?? 0);
  header.writeUInt32BE(rows.length, 4);
  const bytes = rows.flatMap((row) => [0, ...row.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255])]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.from(bytes), { level: 0 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

const colours = (file: Buffer, rows: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const picture = decodePng(file);
  return rows.map((row, y) => row.map((_, x) => Number.parseInt(picture.pixel(x, y).slice(1), 16)));
};

/** Pictures of few colours or of many, each row as long as the others. */
const PICTURES = fc
  .record({
    palette: fc.array(fc.nat(0xffffff), { minLength: 1, maxLength: 400 }),
    width: fc.integer({ min: 1, max: 40 }),
  })
  .chain(({ palette, width }) =>
    fc.array(fc.array(fc.constantFrom(...palette), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 40,
    }),
  );

describe('a picture told in fewer bytes', () => {
  test('is the same pixel by pixel, and never larger', () => {
    fc.assert(
      fc.property(PICTURES, (rows) => {
        const file = png(rows);
        const smaller = smallerPng(file);
        expect(colours(smaller, rows)).toEqual(rows);
        expect(smaller.length).toBeLessThanOrEqual(file.length);
      }),
      { numRuns: 40 },
    );
  });

  test('of at most 256 colours takes a byte a pixel or less, of more it keeps them all', () => {
    const rows = (count: number) =>
      Array.from({ length: 20 }, (_, y) => Array.from({ length: 20 }, (_, x) => (y * 20 + x) % count));
    expect(smallerPng(png(rows(256)))[25]).toBe(3);
    expect(smallerPng(png(rows(257)))[25]).toBe(2);
  });
});
