import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { OPERATIONS } from './table-operations.ts';

export type DynamodbThrottling = Rated & {
  /** The operations that are throttled; all unless given. */
  readonly operations?: readonly string[];
};

/** DynamoDB throttles requests, as it does a hot partition of a table on demand. */
export const dynamodbThrottling: FaultDefinition<DynamodbThrottling> = {
  name: 'dynamodb-throttling',
  description: 'DynamoDB throttles a share of requests: the shop gets slow, and asks shoppers to try again.',
  defaults: { rate: 1 },
  members: { rate: RATE, operations: OPERATIONS },
};
