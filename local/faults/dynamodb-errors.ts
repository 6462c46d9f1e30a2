import type { JsonValue } from '../aws/json.ts';
import { badSetting, type FaultDefinition } from './fault-definition.ts';
import { readRate } from './read-rate.ts';

export type DynamodbErrors = {
  /** The share of requests that fail, 0 to 1. */
  readonly rate: number;
  /** The operations that fail; all of DynamoDB's (not Streams') unless given. */
  readonly operations?: readonly string[];
};

/** DynamoDB answers InternalServerError. */
export const dynamodbErrors: FaultDefinition<DynamodbErrors> = {
  name: 'dynamodb-errors',
  description:
    'DynamoDB answers InternalServerError to a share of requests: pages fail to load and orders are not taken.',
  defaults: { rate: 1 },
  members: { rate: readRate, operations: readOperations },
};

function readOperations(value: JsonValue): readonly string[] {
  const names = Array.isArray(value) ? value.filter((name) => typeof name === 'string' && /^[A-Z]\w+$/.test(name)) : [];
  if (!Array.isArray(value) || names.length === 0 || names.length !== value.length) {
    throw badSetting('operations', 'a list of DynamoDB operation names such as ["PutItem"]');
  }
  return names;
}
