import type { Size } from '../../../functions/admin/picture-size.ts';

/** The beginning of a PNG, up to the end of IHDR and of an empty IDAT. */
export function png({ width, height }: Size): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 6, 0, 0, 0], 16);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, Buffer.alloc(12)]);
}

function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 0xff, ...content]);
}

/** A JPEG with an APP0, fill bytes and a quantisation table before its frame, and a scan after it. */
export function jpeg({ width, height }: Size): Buffer {
  const frame = [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    Buffer.from([0xff, 0xff]),
    segment(
      0xdb,
      Array.from({ length: 65 }, () => 1),
    ),
    segment(0xc2, frame),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function riff(id: string, content: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(12 + content.length, 4);
  head.write('WEBP', 8, 'latin1');
  head.write(id, 12, 'latin1');
  head.writeUInt32LE(content.length, 16);
  return Buffer.concat([head, content]);
}

/** A WebP whose first chunk is a key frame of VP8. */
export function webpLossy({ width, height }: Size): Buffer {
  const content = Buffer.alloc(20);
  content.set([0x10, 0, 0, 0x9d, 0x01, 0x2a]);
  content.writeUInt16LE(width, 6);
  content.writeUInt16LE(height, 8);
  return riff('VP8 ', content);
}

/** A WebP whose first chunk is lossless. */
export function webpLossless({ width, height }: Size): Buffer {
  const content = Buffer.alloc(20);
  content.writeUInt8(0x2f, 0);
  content.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  return riff('VP8L', content);
}

/** A WebP whose first chunk is the extended header. */
export function webpExtended({ width, height }: Size): Buffer {
  const content = Buffer.alloc(10);
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return riff('VP8X', content);
}
