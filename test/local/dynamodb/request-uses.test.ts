import { expect, test } from 'vitest';
import { requestUses } from '../../../local/dynamodb/request-uses.ts';

const place = { region: 'us-east-1', accountId: '000000000000' };
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/shop';
const TableName = 'shop';

test.each([
  ['a request for one item uses the table', 'GetItem', { TableName }, [`dynamodb:GetItem ${TABLE}`]],
  ['a table may be named by its ARN', 'PutItem', { TableName: TABLE }, [`dynamodb:PutItem ${TABLE}`]],
  ['a query of the table uses the table', 'Query', { TableName }, [`dynamodb:Query ${TABLE}`]],
  [
    'a query of an index uses the index alone',
    'Query',
    { TableName, IndexName: 'gsi2' },
    [`dynamodb:Query ${TABLE}/index/gsi2`],
  ],
  [
    'a batch uses each of its tables, whatever it asks of them',
    'BatchGetItem',
    { RequestItems: { shop: { Keys: [] }, other: {} } },
    [`dynamodb:BatchGetItem ${TABLE}`, `dynamodb:BatchGetItem ${TABLE.replace('shop', 'other')}`],
  ],
  [
    'a transaction uses what each of its actions would use alone, each once',
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName } },
        { Update: { TableName } },
        { Put: { TableName } },
        { Delete: { TableName: 'other' } },
        { ConditionCheck: { TableName } },
      ],
    },
    [
      `dynamodb:PutItem ${TABLE}`,
      `dynamodb:UpdateItem ${TABLE}`,
      `dynamodb:DeleteItem ${TABLE.replace('shop', 'other')}`,
      `dynamodb:ConditionCheckItem ${TABLE}`,
    ],
  ],
  [
    'a transaction that reads uses GetItem',
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName } }] },
    [`dynamodb:GetItem ${TABLE}`],
  ],
  [
    'a request to the stream uses the stream',
    'DescribeStream',
    { StreamArn: `${TABLE}/stream/2026` },
    [`dynamodb:DescribeStream ${TABLE}/stream/2026`],
  ],
  [
    'what belongs to other requests does not count',
    'DeleteItem',
    { TableName, TransactItems: [], RequestItems: {} },
    [`dynamodb:DeleteItem ${TABLE}`],
  ],
  ['what names no table uses none that anybody may', 'ListTables', {}, ['dynamodb:ListTables undefined']],
  ['PartiQL is an action of its own', 'ExecuteStatement', { Statement: '…' }, ['dynamodb:ExecuteStatement undefined']],
])('%s', (_, operation, input, expected) => {
  const uses = requestUses({ service: 'DynamoDB_20120810', operation }, input, place);
  expect(uses.map(({ action, resource }) => `${action} ${resource}`)).toEqual(expected);
});
