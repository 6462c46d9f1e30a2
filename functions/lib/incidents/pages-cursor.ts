import * as z from 'zod/mini';

const key = z.string().check(z.minLength(1), z.maxLength(1_024));

/** Where ElectroDB goes on in the index by status: the keys of the last page of a list, as base64url of JSON. */
const Cursor = z.strictObject({ pk: key, sk: key, gsi2pk: key, gsi2sk: key });

/** What a list queries: items of that partition key whose sort keys begin so. */
type Queried = { readonly partitionKey: string; readonly sortKeyPrefix: string };

/** Whether a text may have been handed out as a cursor of the list; DynamoDB takes no place that is out of what is queried. */
export function isPagesCursor(text: string, { partitionKey, sortKeyPrefix }: Queried): boolean {
  try {
    const read = z.safeParse(Cursor, JSON.parse(Buffer.from(text, 'base64url').toString()));
    return read.success && read.data.gsi2pk === partitionKey && read.data.gsi2sk.startsWith(sortKeyPrefix);
  } catch {
    return false;
  }
}
