import * as z from 'zod/mini';

const key = z.string().check(z.minLength(1), z.maxLength(1_024));

/** Where ElectroDB goes on in the index by status: the keys of the last page of a list, as base64url of JSON. */
const Cursor = z.strictObject({ pk: key, sk: key, gsi2pk: key, gsi2sk: key });

/** Whether a text was handed out as a cursor of the list with that partition key. */
export function isPagesCursor(text: string, partitionKey: string): boolean {
  try {
    const read = z.safeParse(Cursor, JSON.parse(Buffer.from(text, 'base64url').toString()));
    return read.success && read.data.gsi2pk === partitionKey;
  } catch {
    return false;
  }
}
