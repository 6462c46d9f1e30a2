import { AwsError } from '../aws/aws-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import { callDynamodb } from './call-dynamodb.ts';
import { DynoxideStartError } from './dynoxide-start-error.ts';

/** A table as functions/lib/table.ts describes it. */
export type TableDefinition = {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: readonly { readonly name: string; readonly partitionKey: string; readonly sortKey: string }[];
  readonly timeToLiveAttribute: string;
  readonly streamViewType: 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'KEYS_ONLY';
};

/** The table in the data folder has other keys than the program expects. */
export class TableMismatchError extends Error {}

/**
 * Creates the table with its indexes, stream and TTL unless it is there. One of an earlier version gets the indexes that it
 * lacks, filled from its items; throws TableMismatchError when it differs in anything else, DynoxideStartError when the
 * database fails.
 */
export async function ensureTable(port: number, tableName: string, definition: TableDefinition): Promise<void> {
  try {
    await createOrCompare(port, tableName, definition);
  } catch (error) {
    if (!(error instanceof AwsError && error.statusCode >= 500)) throw error;
    throw new DynoxideStartError(error.message, 'shop.sqlite in the data folder');
  }
}

async function createOrCompare(port: number, tableName: string, definition: TableDefinition): Promise<void> {
  const existing = await describeTable(port, tableName);
  if (existing === undefined) await callDynamodb(port, 'CreateTable', createInput(tableName, definition));
  else await addIndexes(port, tableName, definition, existing);
  await enableTimeToLive(port, tableName, definition.timeToLiveAttribute);
}

/** DynamoDB makes one index at a time ("UpdateTable"). */
async function addIndexes(
  port: number,
  TableName: string,
  definition: TableDefinition,
  existing: JsonObject,
): Promise<void> {
  const found = signatures(existing);
  const expected = signatures(keysOf(definition));
  if (found.some((each) => !expected.includes(each))) {
    throw new TableMismatchError(
      `The table ${TableName} in the data folder has other keys or indexes than this version needs. Start with --reset, or choose another folder with --data.`,
    );
  }
  for (const Create of indexesOf(definition).filter((index) => !found.includes(indexSignature(index)))) {
    await callDynamodb(port, 'UpdateTable', {
      TableName,
      AttributeDefinitions: attributesOf(definition),
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
  }
}

const keySchema = (key: { readonly partitionKey: string; readonly sortKey: string }): readonly JsonObject[] => [
  { AttributeName: key.partitionKey, KeyType: 'HASH' },
  { AttributeName: key.sortKey, KeyType: 'RANGE' },
];

function indexesOf(definition: TableDefinition): readonly JsonObject[] {
  return definition.indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: 'ALL' },
  }));
}

function keysOf(definition: TableDefinition): JsonObject {
  const indexes = indexesOf(definition);
  return { KeySchema: keySchema(definition), ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }) };
}

function attributesOf(definition: TableDefinition): readonly JsonObject[] {
  const attributes = [definition, ...definition.indexes].flatMap((key) => [key.partitionKey, key.sortKey]);
  return [...new Set(attributes)].map((name) => ({ AttributeName: name, AttributeType: 'S' }));
}

function createInput(TableName: string, definition: TableDefinition): JsonObject {
  return {
    ...keysOf(definition),
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributesOf(definition),
    StreamSpecification: { StreamEnabled: true, StreamViewType: definition.streamViewType },
  };
}

async function describeTable(port: number, TableName: string): Promise<JsonObject | undefined> {
  try {
    const { Table } = await callDynamodb(port, 'DescribeTable', { TableName });
    return asObject(Table);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function enableTimeToLive(port: number, TableName: string, attribute: string): Promise<void> {
  const { TimeToLiveDescription } = await callDynamodb(port, 'DescribeTimeToLive', { TableName });
  if (String(asObject(TimeToLiveDescription).TimeToLiveStatus).startsWith('ENABL')) return;
  const TimeToLiveSpecification = { Enabled: true, AttributeName: attribute };
  await callDynamodb(port, 'UpdateTimeToLive', { TableName, TimeToLiveSpecification });
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

const keyText = (keys: JsonValue | undefined): string =>
  list(keys)
    .map((key) => `${asObject(key).KeyType}=${asObject(key).AttributeName}`)
    .join(' ');

const indexSignature = ({ IndexName, KeySchema }: JsonObject): string => `${IndexName}: ${keyText(KeySchema)}`;

/** The keys of the table and of each index, each as a comparable text. */
function signatures({ KeySchema, GlobalSecondaryIndexes }: JsonObject): readonly string[] {
  return [keyText(KeySchema), ...list(GlobalSecondaryIndexes).map((index) => indexSignature(asObject(index)))];
}

const list = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
