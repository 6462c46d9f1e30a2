import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { OPERATIONS } from './table-operations.ts';

export type DynamodbOperationErrors = Rated & { readonly operations: readonly string[] };

/** One operation of DynamoDB answers InternalServerError while the others work: unless told otherwise the one that commits orders. */
export const dynamodbOperationErrors: FaultDefinition<DynamodbOperationErrors> = {
  name: 'dynamodb-operation-errors',
  description: 'DynamoDB fails at transactions only: the shop can be looked at as ever, but no order is taken.',
  defaults: { rate: 1, operations: ['TransactWriteItems'] },
  members: { rate: RATE, operations: OPERATIONS },
};
