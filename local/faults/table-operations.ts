import { oneOrMoreOf } from './scope.ts';

/** The operations of DynamoDB and DynamoDB Streams that a fault hits. */
export const OPERATIONS = oneOrMoreOf('operations', [
  ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'],
  ...['BatchGetItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems'],
  ...['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction', 'DescribeTable'],
  ...['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords'],
]);
