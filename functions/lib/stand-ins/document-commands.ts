import type * as documents from '@aws-sdk/lib-dynamodb';

type Documents = typeof documents;

// ElectroDB reads these when it sends them, long after they were given.
export let BatchGetCommand: Documents['BatchGetCommand'];
export let BatchWriteCommand: Documents['BatchWriteCommand'];
export let DeleteCommand: Documents['DeleteCommand'];
export let GetCommand: Documents['GetCommand'];
export let PutCommand: Documents['PutCommand'];
export let QueryCommand: Documents['QueryCommand'];
export let ScanCommand: Documents['ScanCommand'];
export let TransactGetCommand: Documents['TransactGetCommand'];
export let TransactWriteCommand: Documents['TransactWriteCommand'];
export let UpdateCommand: Documents['UpdateCommand'];

type DocumentCommands = Pick<
  Documents,
  | 'BatchGetCommand'
  | 'BatchWriteCommand'
  | 'DeleteCommand'
  | 'GetCommand'
  | 'PutCommand'
  | 'QueryCommand'
  | 'ScanCommand'
  | 'TransactGetCommand'
  | 'TransactWriteCommand'
  | 'UpdateCommand'
>;

/**
 * Gives ElectroDB the commands that it sends. In the bundles this file stands in for the `@aws-sdk/lib-dynamodb` that ElectroDB
 * requires, for what is required is bundled whole: every operation that DynamoDB has, 60 KB.
 */
export function provideCommands(commands: DocumentCommands): void {
  ({ BatchGetCommand, BatchWriteCommand, DeleteCommand, GetCommand, PutCommand } = commands);
  ({ QueryCommand, ScanCommand, TransactGetCommand, TransactWriteCommand, UpdateCommand } = commands);
}
