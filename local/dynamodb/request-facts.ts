import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';

const writes: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
  'ExecuteStatement',
  'BatchExecuteStatement',
  'ExecuteTransaction',
]);

/** Whether a DynamoDB operation can change items, and so write to a table's stream. */
export function isWrite(operation: string): boolean {
  return writes.has(operation);
}

/** The tables that the input of a DynamoDB request names. */
export function tableNames(input: JsonObject): readonly string[] {
  const batch = isJsonObject(input.RequestItems) ? Object.keys(input.RequestItems) : [];
  const names = [input.TableName, ...batch, ...transactTables(input.TransactItems)];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

function transactTables(items: JsonValue | undefined): readonly (JsonValue | undefined)[] {
  if (!Array.isArray(items)) return [];
  const actions = items.filter(isJsonObject).flatMap((item: JsonObject) => Object.values(item));
  return actions.filter((action) => isJsonObject(action)).map((action) => action.TableName);
}
