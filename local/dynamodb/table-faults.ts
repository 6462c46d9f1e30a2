import { AwsError } from '../aws/aws-error.ts';
import type { OperationTarget } from '../aws/aws-service.ts';
import type { JsonObject } from '../aws/json.ts';
import type { Faults } from '../faults/faults.ts';
import { hits } from '../faults/rate.ts';
import { inScope } from '../faults/scope.ts';
import { isWrite } from './request-facts.ts';

/** The faults that hit DynamoDB, on or off. */
export type TableFaults = Pick<
  Faults['switches'],
  'dynamodb-errors' | 'dynamodb-throttling' | 'dynamodb-latency' | 'dynamodb-operation-errors' | 'stock-running-out'
>;

/** One request to DynamoDB or DynamoDB Streams. */
export type TableRequest = {
  readonly target: OperationTarget;
  readonly input: JsonObject;
  /** The ARN of what it is about. */
  readonly resource: () => string;
};

export const internalServerError = (): AwsError => new AwsError('InternalServerError', 'Internal server error', 500);

const TOO_MUCH =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.';

/** Whether a request is of DynamoDB itself; Streams fails only where an operation of it is named. */
const isTable = ({ service }: OperationTarget): boolean => service.startsWith('DynamoDB_');

function isHit(operations: readonly string[] | undefined, target: OperationTarget): boolean {
  return operations === undefined ? isTable(target) : inScope(operations, target.operation);
}

/** "Troubleshooting throttling": the reason that names a hot partition; a transaction is cancelled, for the reason of each action. */
function throttled({ target: { operation }, input, resource: arn }: TableRequest): AwsError {
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    const actions = Array.isArray(input.TransactItems) ? input.TransactItems : [];
    const CancellationReasons = actions.map(() => ({ Code: 'ThrottlingError', Message: TOO_MUCH }));
    const codes = actions.map(() => 'ThrottlingError').join(', ');
    const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    return new AwsError('TransactionCanceledException', message, 400, { members: { CancellationReasons } });
  }
  const resource = arn();
  const [what, how] = [resource.includes('/index/') ? 'Index' : 'Table', isWrite(operation) ? 'Write' : 'Read'];
  const throttlingReasons = [{ reason: `${what}${how}KeyRangeThroughputExceeded`, resource }];
  return new AwsError('ThrottlingException', TOO_MUCH, 400, { members: { throttlingReasons } });
}

/** The error by which a fault answers a request; undefined when none does. */
export function refusedByFault(faults: TableFaults, request: TableRequest, random: () => number): AwsError | undefined {
  const { target } = request;
  for (const name of ['dynamodb-errors', 'dynamodb-operation-errors'] as const) {
    const fault = faults[name].settings();
    if (isHit(fault?.operations, target) && hits(fault, random)) return internalServerError();
  }
  const throttling = faults['dynamodb-throttling'].settings();
  return isHit(throttling?.operations, target) && hits(throttling, random) ? throttled(request) : undefined;
}

/** By how many real milliseconds a fault delays the answer to a request. */
export function faultDelay(
  { 'dynamodb-latency': { settings } }: TableFaults,
  target: OperationTarget,
  random: () => number,
): number {
  const fault = settings();
  return fault !== undefined && isHit(fault.operations, target) && hits(fault, random) ? fault.delayMs : 0;
}
