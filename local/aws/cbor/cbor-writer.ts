/** Writes CBOR data items one after the other, of definite length, numbers in the shortest integer form or as doubles. */
export interface CborWriter {
  /** Starts a list of so many items. */
  list(size: number): void;
  /** Starts a map of so many keys, each followed by its value. */
  map(size: number): void;
  tag(tag: number): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  integer(value: number): void;
  double(value: number): void;
  boolean(value: boolean): void;
  /** All that was written. */
  finish(): Buffer;
}

/** Starts with nothing written. */
export function createCborWriter(): CborWriter {
  let buffer = Buffer.allocUnsafe(1024);
  let size = 0;

  /** Room for so many bytes; gives where they start. It may replace the buffer: call it before the buffer is named. */
  const reserve = (count: number): number => {
    if (size + count > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, size + count));
      buffer.copy(larger, 0, 0, size);
      buffer = larger;
    }
    size += count;
    return size - count;
  };
  const byte = (value: number): void => {
    const at = reserve(1);
    buffer.writeUInt8(value, at);
  };
  const head = (major: number, value: number): void => {
    const type = major << 5;
    if (value < 24) {
      byte(type | value);
      return;
    }
    const [info, width] = widthOf(value);
    const at = reserve(1 + width);
    buffer.writeUInt8(type | info, at);
    if (width === 8) buffer.writeBigUInt64BE(BigInt(value), at + 1);
    else buffer.writeUIntBE(value, at + 1, width);
  };

  return {
    list: (count) => head(4, count),
    map: (count) => head(5, count),
    tag: (tag) => head(6, tag),
    text(value) {
      const length = Buffer.byteLength(value);
      head(3, length);
      const at = reserve(length);
      buffer.write(value, at);
    },
    bytes(value) {
      head(2, value.byteLength);
      const at = reserve(value.byteLength);
      buffer.set(value, at);
    },
    integer: (value) => (value < 0 ? head(1, -1 - value) : head(0, value)),
    double(value) {
      const at = reserve(9);
      buffer.writeUInt8(0xfb, at);
      buffer.writeDoubleBE(value, at + 1);
    },
    boolean: (value) => byte(value ? 0xf5 : 0xf4),
    finish: () => buffer.subarray(0, size),
  };
}

function widthOf(value: number): readonly [info: number, width: number] {
  if (value < 0x100) return [24, 1];
  if (value < 0x10000) return [25, 2];
  if (value < 0x100000000) return [26, 4];
  return [27, 8];
}
