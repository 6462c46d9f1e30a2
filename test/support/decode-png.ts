import { crc32, inflateSync } from 'node:zlib';

/** A decoded picture; a pixel is `#rrggbb`. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  /** Row by row, three bytes a pixel, or four with transparency. */
  readonly pixels: Buffer;
  readonly bytesPerPixel: 3 | 4;
  pixel(x: number, y: number): string;
};

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const INDEXED = 3;
const RGBA = 6;
/** Bytes that a pixel is stored in. */
const STEPS: Readonly<Record<number, number>> = { [RGB]: 3, [INDEXED]: 1, [RGBA]: 4 };

/** Decodes a PNG of eight bits a channel, with or without transparency or a palette; throws where it breaks the format ("Portable Network Graphics", W3C). */
export function decodePng(file: Uint8Array): Picture {
  const png = Buffer.from(file);
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new TypeError('no PNG signature');
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined || header !== chunks[0]?.data) throw new TypeError('IHDR is not the first chunk');
  if (chunks.at(-1)?.type !== 'IEND') throw new TypeError('IEND is not the last chunk');
  const colourType = header[9] ?? 0;
  const step = STEPS[colourType];
  if (header[8] !== 8 || step === undefined || header[12] !== 0)
    throw new TypeError('not 8 bits a channel in one pass');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  const stored = unfilter(inflateSync(data), width * step, height, step);
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data ?? Buffer.alloc(0);
  const pixels = colourType === INDEXED ? coloured(stored, palette) : stored;
  const bytesPerPixel = colourType === RGBA ? 4 : 3;
  return {
    ...{ width, height, pixels, bytesPerPixel },
    pixel(x, y) {
      const at = (y * width + x) * bytesPerPixel;
      return `#${pixels.subarray(at, at + 3).toString('hex')}`;
    },
  };
}

function coloured(numbers: Buffer, palette: Buffer): Buffer {
  if (numbers.some((number) => number * 3 >= palette.length)) throw new TypeError('a colour that the palette lacks');
  return Buffer.concat([...numbers].map((number) => palette.subarray(number * 3, number * 3 + 3)));
}

function readChunks(png: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  let at = 8;
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== png.readUInt32BE(at + 8 + length)) throw new TypeError('a chunk with a wrong checksum');
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

function unfilter(filtered: Buffer, stride: number, height: number, step: number): Buffer {
  if (filtered.length !== (stride + 1) * height) throw new TypeError('image data of the wrong length');
  const pixels = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = filtered[row * (stride + 1)];
    for (let column = 0; column < stride; column++) {
      const raw = filtered[row * (stride + 1) + 1 + column] ?? 0;
      const left = column < step ? 0 : (pixels[row * stride + column - step] ?? 0);
      const above = row === 0 ? 0 : (pixels[(row - 1) * stride + column] ?? 0);
      const corner = row === 0 || column < step ? 0 : (pixels[(row - 1) * stride + column - step] ?? 0);
      pixels[row * stride + column] = raw + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return Math.floor((left + above) / 2);
  if (filter === 4) return paeth(left, above, corner);
  throw new TypeError('an unknown filter');
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((value) => Math.abs(estimate - value));
  if (byLeft === undefined || byAbove === undefined || byCorner === undefined) return 0;
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}
