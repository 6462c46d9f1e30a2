import type { FaultDefinition } from './fault-definition.ts';
import { milliseconds } from './milliseconds.ts';
import { RATE, type Rated } from './rate.ts';
import { OPERATIONS } from './table-operations.ts';

export type DynamodbLatency = Rated & {
  /** By how many real milliseconds an answer comes later. */
  readonly delayMs: number;
  /** The operations that are slow; all unless given. */
  readonly operations?: readonly string[];
};

/** DynamoDB takes its time. */
export const dynamodbLatency: FaultDefinition<DynamodbLatency> = {
  name: 'dynamodb-latency',
  description: 'DynamoDB answers late: pages take seconds to load, and so does paying.',
  defaults: { rate: 1, delayMs: 800 },
  members: { rate: RATE, delayMs: milliseconds(60_000), operations: OPERATIONS },
};
