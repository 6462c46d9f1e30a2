import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Item } from '../backup/item-json.ts';
import { entityOf, keyOf, type TableAccess } from '../backup/table-access.ts';

/** What BatchWriteItem takes at once. */
export const BATCH = 25;
/** What DynamoDB has no room for is sent again after this, then after twice as long, up to some seconds. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;

/** What the outbox acts on when it is inserted: it would count it, and ship what was shipped. */
const ACTED_ON = ['orderEvent', 'ledgerEntry'];

async function writeAll({ client, name, attempt }: TableAccess, requests: readonly WriteRequest[]): Promise<void> {
  let left = [...requests];
  for (let wait = FIRST_PAUSE; left.length > 0; wait = Math.min(2 * wait, LONGEST_PAUSE)) {
    const input = { RequestItems: { [name]: left } };
    const { UnprocessedItems } = await attempt('dynamodb:BatchWriteItem', () =>
      client.send(new BatchWriteItemCommand(input)),
    );
    left = UnprocessedItems?.[name] ?? [];
    if (left.length > 0) await pause(wait);
  }
}

const put = (item: Item): WriteRequest => ({ PutRequest: { Item: { ...item } } });

/**
 * Writes up to 25 items as they are. What the outbox acts on when it is inserted comes to be by a change instead: first there
 * is an item with its key alone, which the filter of the outbox's event source mapping lets by, as it does any change.
 */
export async function putItems(table: TableAccess, items: readonly Item[]): Promise<void> {
  const actedOn = items.filter((item) => ACTED_ON.includes(entityOf(item)));
  await writeAll(table, actedOn.map(keyOf).map(put));
  await writeAll(table, items.map(put));
}

/** Deletes up to 25 items. */
export async function deleteItems(table: TableAccess, items: readonly Item[]): Promise<void> {
  await writeAll(
    table,
    items.map((item) => ({ DeleteRequest: { Key: { ...keyOf(item) } } })),
  );
}
