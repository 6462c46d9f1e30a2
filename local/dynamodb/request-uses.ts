import type { OperationTarget } from '../aws/aws-service.ts';
import type { Use } from '../aws/caller.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';

type Place = { readonly region: string; readonly accountId: string };

/** Each action of a transaction takes the permission of its own kind ("IAM and Amazon DynamoDB transactions"). */
const KINDS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** A table by its name or ARN, or one of its indexes. */
function arnOf(table: JsonValue | undefined, index: JsonValue | undefined, place: Place): { resource?: string } {
  if (typeof table !== 'string') return {};
  const arn = table.startsWith('arn:') ? table : `arn:aws:dynamodb:${place.region}:${place.accountId}:table/${table}`;
  return { resource: typeof index === 'string' ? `${arn}/index/${index}` : arn };
}

function transactionUses(items: readonly JsonValue[], place: Place): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const [kind, action] of items.filter(isJsonObject).flatMap((item) => Object.entries(item))) {
    const { resource } = arnOf(isJsonObject(action) ? action.TableName : undefined, undefined, place);
    const use = { action: `dynamodb:${KINDS[kind] ?? kind}`, ...(resource !== undefined && { resource }) };
    uses.set(`${use.action} ${resource}`, use);
  }
  return [...uses.values()];
}

/** What a request to DynamoDB or DynamoDB Streams makes use of, each action and resource once. */
export function requestUses({ operation }: OperationTarget, input: JsonObject, place: Place): readonly Use[] {
  const { TransactItems: items, RequestItems: requested } = input;
  if (operation.startsWith('Transact') && Array.isArray(items)) return transactionUses(items, place);
  const action = `dynamodb:${operation}`;
  if (operation.startsWith('Batch') && isJsonObject(requested))
    return Object.keys(requested).map((table) => ({ action, ...arnOf(table, undefined, place) }));
  return [{ action, ...arnOf(input.TableName ?? input.StreamArn, input.IndexName, place) }];
}
