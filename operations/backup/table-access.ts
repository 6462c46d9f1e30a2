import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { patient } from '../../functions/lib/patience.ts';
import { TABLE } from '../../functions/lib/table.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { type AwsAccess, awsAccess } from '../aws-access.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import type { Place } from '../place.ts';
import type { Item } from './item-json.ts';

/** A stage's table, item by item, without anything that knows what they are. */
export type TableAccess = {
  readonly client: DynamoDBClient;
  readonly name: string;
  /** Does what an action's name tells, as IAM spells it; OperatorError that says what to do when that fails. */
  attempt<Answer>(action: string, work: () => Promise<Answer>): Promise<Answer>;
};

/** A page of a scan may take its time, and a table that is written to at once throttles at first. */
const PATIENCE = { attempts: 8, attemptTimeout: 20_000 };

export function openTable(place: Place, access: AwsAccess = awsAccess(place)): TableAccess {
  return {
    client: new DynamoDBClient({ ...patient(PATIENCE), ...access }),
    name: physicalName(place.stage, 'shop'),
    attempt: async (action, work) => {
      try {
        return await work();
      } catch (error) {
        throw explainAwsError(error, place, action);
      }
    },
  };
}

/** The key of an item, as DynamoDB takes it. */
export function keyOf(item: Item): Item {
  const { [TABLE.partitionKey]: pk, [TABLE.sortKey]: sk } = item;
  if (pk === undefined || sk === undefined) throw new Error('An item has no key.');
  return { [TABLE.partitionKey]: pk, [TABLE.sortKey]: sk };
}

/** The key of an item as a text that no other item has. */
export function keyText(item: Item): string {
  return JSON.stringify([item[TABLE.partitionKey]?.S, item[TABLE.sortKey]?.S]);
}

/** The kind of an item that an entity wrote: `order`, `wallet`. */
export function entityOf(item: Item): string {
  return item.__edb_e__?.S ?? '';
}
