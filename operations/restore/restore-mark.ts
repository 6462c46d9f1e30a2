import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { TABLE } from '../../functions/lib/table.ts';
import type { Item } from '../backup/item-json.ts';
import type { TableAccess } from '../backup/table-access.ts';

/** Its key is like those of no entity. */
const KEY = { [TABLE.partitionKey]: { S: 'restore' }, [TABLE.sortKey]: { S: 'restore' } };

/** What `entityOf` tells of the mark. */
export const RESTORE_MARK = 'restore';

/** The note in a table that it is being restored, and from which backup, until all of it is; from then on, when that was. */
export type RestoreMark = {
  /** SHA-256 of the backup that was not restored to its end; undefined when there is none. */
  unfinished(): Promise<string | undefined>;
  /** When the newest backup was restored to its end, epoch milliseconds of the stage's clock; undefined while one is not. */
  endedAt(): Promise<number | undefined>;
  begin(sha256: string): Promise<void>;
  end(at: number): Promise<void>;
};

export function restoreMark({ client, name: TableName, attempt }: TableAccess): RestoreMark {
  const read = async () => {
    const input = { TableName, Key: KEY, ConsistentRead: true };
    const { Item } = await attempt('dynamodb:GetItem', () => client.send(new GetItemCommand(input)));
    return Item;
  };
  const write = async (note: Item): Promise<void> => {
    const Item = { ...KEY, __edb_e__: { S: RESTORE_MARK }, ...note };
    await attempt('dynamodb:PutItem', () => client.send(new PutItemCommand({ TableName, Item })));
  };
  return {
    unfinished: async () => (await read())?.sha256?.S,
    endedAt: async () => {
      const at = (await read())?.endedAt?.N;
      return at === undefined ? undefined : Number(at);
    },
    begin: (sha256) => write({ sha256: { S: sha256 } }),
    end: (at) => write({ endedAt: { N: String(at) } }),
  };
}
