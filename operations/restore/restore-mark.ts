import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { TABLE } from '../../functions/lib/table.ts';
import type { TableAccess } from '../backup/table-access.ts';

/** Its key is like those of no entity. */
const KEY = { [TABLE.partitionKey]: { S: 'restore' }, [TABLE.sortKey]: { S: 'restore' } };

/** What `entityOf` tells of the mark. */
export const RESTORE_MARK = 'restore';

/** The note in a table that it is being restored, and from which backup: it is there until all of it is. */
export type RestoreMark = {
  /** SHA-256 of the backup that was not restored to its end; undefined when there is none. */
  read(): Promise<string | undefined>;
  set(sha256: string): Promise<void>;
  remove(): Promise<void>;
};

export function restoreMark({ client, name: TableName, attempt }: TableAccess): RestoreMark {
  return {
    read: async () => {
      const input = { TableName, Key: KEY, ConsistentRead: true };
      const { Item } = await attempt('dynamodb:GetItem', () => client.send(new GetItemCommand(input)));
      return Item?.sha256?.S;
    },
    set: async (sha256) => {
      const Item = { ...KEY, __edb_e__: { S: RESTORE_MARK }, sha256: { S: sha256 } };
      await attempt('dynamodb:PutItem', () => client.send(new PutItemCommand({ TableName, Item })));
    },
    remove: async () => {
      await attempt('dynamodb:DeleteItem', () => client.send(new DeleteItemCommand({ TableName, Key: KEY })));
    },
  };
}
