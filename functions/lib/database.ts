import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { env } from './env.ts';
import { PATIENCE, patient } from './patience.ts';
import { provideCommands } from './stand-ins/document-commands.ts';
import { tracedClient } from './traced-client.ts';

provideCommands({
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
});

/** What an ElectroDB entity is configured with. */
export type Database = { readonly client: DynamoDBDocumentClient; readonly table: string };

let instance: Database | undefined;

/** The traced DynamoDB client and the table's name: an ElectroDB entity's configuration. Made at the first call. */
export function database(): Database {
  instance ??= { client: connect(), table: env().tableName };
  return instance;
}

function connect(): DynamoDBDocumentClient {
  const client = tracedClient(new DynamoDBClient(patient(PATIENCE)));
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
}
