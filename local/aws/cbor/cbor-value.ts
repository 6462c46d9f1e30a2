/** A decoded CBOR data item (RFC 8949): maps by text key, numbers of any width as numbers, null and undefined alike. */
export type CborValue = string | number | boolean | null | Uint8Array | readonly CborValue[] | CborMap | CborTag;

/** A map of text keys. */
export type CborMap = ReadonlyMap<string, CborValue>;

/** An item with a tag, such as 1 for a time in epoch seconds. */
export class CborTag {
  readonly tag: number;
  readonly value: CborValue;

  constructor(tag: number, value: CborValue) {
    this.tag = tag;
    this.value = value;
  }
}
