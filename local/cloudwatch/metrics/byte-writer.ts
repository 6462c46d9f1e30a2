/** Largest magnitude kept as a varint, so that every step fits 32-bit arithmetic. */
const LARGEST_INTEGER = 2 ** 29;

/** A growing buffer of numbers; small integers take one or two bytes, other numbers nine. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Forgets what was written; the buffer is used again. */
  reset(): void {
    this.#length = 0;
  }

  /** A copy of what was written; short ones share a block of memory, as there are many. */
  bytes(): Uint8Array {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A non-negative integer below 2^31. */
  unsigned(value: number): void {
    this.#reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Any finite number: an even varint holds an integer, the odd marker 1 precedes eight bytes of a double. */
  number(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < LARGEST_INTEGER && !Object.is(value, -0)) {
      this.unsigned((value < 0 ? -2 * value - 1 : 2 * value) * 2);
      return;
    }
    this.unsigned(1);
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value);
    this.#length += 8;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
