import { once } from '../once.ts';

/** What a caller gives an AWS operation, as far as it is told of. */
export type CallInput = Readonly<Record<string, unknown>>;

/** The AWS SDK's `$metadata` of an answer or an error. */
export type CallMetadata = {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
  readonly attempts?: number;
};

/** Operations of DynamoDB that say what they cost when they are asked to. */
const WITH_CAPACITY =
  /^(GetItem|BatchGetItem|Query|Scan|PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|TransactGetItems)Command$/;

/** The input with the wish to be told of the capacity that the call consumes, where there is any. */
export function withCapacity(commandName: string, input: object): object {
  return WITH_CAPACITY.test(commandName) ? { ReturnConsumedCapacity: 'TOTAL', ...input } : input;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The tables of a batch or a transaction. */
function tableNames({ RequestItems, TransactItems }: CallInput): string[] {
  const batch = isObject(RequestItems) ? Object.keys(RequestItems) : [];
  const actions = listOf(TransactItems).flatMap((item) => (isObject(item) ? Object.values(item) : []));
  const names = actions.flatMap((action) => (isObject(action) ? (text(action.TableName) ?? []) : []));
  return [...new Set([...batch, ...names])];
}

type Capacity = { readonly table_name?: string; readonly capacity_units: number };

/** One entry a table; DynamoDB gives one for each table, or the only one. */
function consumedCapacity(answer: unknown): Capacity[] {
  const given = isObject(answer) ? answer.ConsumedCapacity : undefined;
  return (Array.isArray(given) ? given : [given]).filter(isObject).flatMap(({ TableName, CapacityUnits }) => {
    const table_name = text(TableName);
    return typeof CapacityUnits === 'number'
      ? [{ ...(table_name && { table_name }), capacity_units: CapacityUnits }]
      : [];
  });
}

/** Lambda's, which never changes; reading the environment costs. */
const region = once(() => process.env.AWS_REGION);

/** The `aws` block of "AWS X-Ray segment documents" for a call through the AWS SDK. Only names are taken from what was given. */
export function awsBlock(commandName: string, input: CallInput, answer: unknown, metadata: CallMetadata): object {
  const tables = tableNames(input);
  const [capacity, ...more] = consumedCapacity(answer);
  return {
    operation: commandName.replace(/Command$/, ''),
    region: region(),
    request_id: metadata.requestId,
    retries: Math.max(0, (metadata.attempts ?? 1) - 1),
    table_name: text(input.TableName) ?? (tables.length === 1 ? tables[0] : undefined),
    table_names: tables.length > 1 ? tables : undefined,
    index_name: text(input.IndexName),
    queue_url: text(input.QueueUrl),
    consumed_capacity: more.length > 0 ? [capacity, ...more] : capacity,
  };
}
