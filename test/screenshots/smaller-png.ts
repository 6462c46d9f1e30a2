import { crc32, deflateSync } from 'node:zlib';
import { decodePng, type Picture } from '../support/decode-png.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const INDEXED = 3;
const MOST_INDEXED = 256;

/** What a row's bytes are told as differences from: nothing, the pixel before, the pixel above ("Filter types", W3C). */
type Filter = 0 | 1 | 2;

/** Pixels as they are stored: their bytes, how many of them make one, and what the format calls that. */
type Stored = { readonly bytes: Buffer; readonly step: number; readonly colourType: number; readonly palette?: Buffer };

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Three bytes a pixel; a screenshot is opaque. */
function opaque({ pixels, bytesPerPixel }: Picture): Buffer {
  if (bytesPerPixel === 3) return pixels;
  const rgb = Buffer.alloc((pixels.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) pixels.copy(rgb, to, from, from + 3);
  return rgb;
}

/** One byte a pixel, where there are few enough colours for that. */
function indexed(rgb: Buffer): Stored | undefined {
  const numbers = new Map<number, number>();
  const bytes = Buffer.alloc(rgb.length / 3);
  for (let pixel = 0; pixel < bytes.length; pixel += 1) {
    const colour = rgb.readUIntBE(pixel * 3, 3);
    const number = numbers.get(colour) ?? numbers.size;
    if (number === MOST_INDEXED) return undefined;
    numbers.set(colour, number);
    bytes[pixel] = number;
  }
  const palette = Buffer.alloc(numbers.size * 3);
  for (const [colour, number] of numbers) palette.writeUIntBE(colour, number * 3, 3);
  return { bytes, step: 1, colourType: INDEXED, palette };
}

function filtered({ bytes, step }: Stored, stride: number, filter: Filter): Buffer {
  const rows = bytes.length / stride;
  const out = Buffer.alloc(bytes.length + rows);
  const back = filter === 1 ? step : stride;
  for (let row = 0; row < rows; row += 1) {
    out[row * (stride + 1)] = filter;
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const there = filter === 1 ? column >= step : row > 0;
      const before = filter !== 0 && there ? (bytes[at - back] ?? 0) : 0;
      out[row * (stride + 1) + 1 + column] = (bytes[at] ?? 0) - before;
    }
  }
  return out;
}

function encoded({ width, height }: Picture, stored: Stored, filter: Filter): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = stored.colourType;
  const data = deflateSync(filtered(stored, width * stored.step, filter), { level: 9, memLevel: 9 });
  const palette = stored.palette === undefined ? [] : [chunk('PLTE', stored.palette)];
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...palette,
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The same pixels of an opaque PNG in fewer bytes, where there is a way to tell them so. */
export function smallerPng(png: Buffer): Buffer {
  const picture = decodePng(png);
  const rgb = opaque(picture);
  const stored = indexed(rgb) ?? { bytes: rgb, step: 3, colourType: RGB };
  const all = [png, ...([0, 1, 2] as const).map((filter) => encoded(picture, stored, filter))];
  return all.reduce((least, each) => (each.length < least.length ? each : least));
}
