import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../functions/lib/database.ts';
import { patient } from '../functions/lib/patience.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import type { AwsAccess } from './aws-access.ts';

/** A stage's table, as an ElectroDB entity is configured with it. */
export function stageTable(access: AwsAccess, stage: string): Database {
  const client = new DynamoDBClient({ ...patient({ attempts: 3, attemptTimeout: 5_000 }), ...access });
  const options = { marshallOptions: { removeUndefinedValues: true } };
  return { client: DynamoDBDocumentClient.from(client, options), table: physicalName(stage, 'shop') };
}
