import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { env } from './env.ts';
import { tracer } from './tracing.ts';

type Database = { readonly client: DynamoDBDocumentClient; readonly table: string };

let instance: Database | undefined;

/** The traced DynamoDB client and the table's name: an ElectroDB entity's configuration. Made at the first call. */
export function database(): Database {
  instance ??= { client: connect(), table: env().tableName };
  return instance;
}

function connect(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 8_000 },
  });
  return DynamoDBDocumentClient.from(tracer().captureAWSv3Client(client), {
    marshallOptions: { removeUndefinedValues: true },
  });
}
