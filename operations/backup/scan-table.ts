import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Item } from './item-json.ts';
import type { TableAccess } from './table-access.ts';

/** How many parts of the table are read at the same time. */
const SEGMENTS = 4;

async function scanSegment(
  { client, name, attempt }: TableAccess,
  segment: number,
  take: (items: readonly Item[]) => Promise<void>,
): Promise<void> {
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const input = { TableName: name, Segment: segment, TotalSegments: SEGMENTS, ConsistentRead: true };
    const page: ScanCommandOutput = await attempt('dynamodb:Scan', () =>
      client.send(new ScanCommand({ ...input, ...(from && { ExclusiveStartKey: from }) })),
    );
    await take(page.Items ?? []);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** Gives all items of a table, page by page, in no order; no page is given while another one is being taken. */
export async function scanTable(table: TableAccess, take: (items: readonly Item[]) => Promise<void>): Promise<void> {
  let taking: Promise<void> = Promise.resolve();
  const inTurn = (items: readonly Item[]): Promise<void> => {
    const taken = taking.then(() => take(items));
    taking = taken.catch(() => undefined);
    return taken;
  };
  await Promise.all(Array.from({ length: SEGMENTS }, (_, segment) => scanSegment(table, segment, inTurn)));
}
