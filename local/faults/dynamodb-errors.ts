import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { OPERATIONS } from './table-operations.ts';

export type DynamodbErrors = Rated & {
  /** The operations that fail; all of DynamoDB's (not Streams') unless given. */
  readonly operations?: readonly string[];
};

/** DynamoDB answers InternalServerError. */
export const dynamodbErrors: FaultDefinition<DynamodbErrors> = {
  name: 'dynamodb-errors',
  description:
    'DynamoDB answers InternalServerError to a share of requests: pages fail to load and orders are not taken.',
  defaults: { rate: 1 },
  members: { rate: RATE, operations: OPERATIONS },
};
