import { isJsonObject, parseJsonObject } from '../aws/json.ts';
import type { RecordMetric } from '../aws/record-metric.ts';
import { errorCode } from './call-dynamodb.ts';
import { isWrite } from './request-facts.ts';

/** What became of one request to DynamoDB. */
export type RequestOutcome = {
  readonly operation: string;
  readonly tables: readonly string[];
  readonly status: number;
  /** The error document of a failed request. */
  readonly error?: string;
  readonly latencyMs: number;
  /** Virtual epoch milliseconds. */
  readonly at: number;
};

const throttles: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  // Why a transaction was cancelled.
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
]);

/** Vends what "DynamoDB metrics and dimensions" lists for one request. */
export function vendMetrics(record: RecordMetric, outcome: RequestOutcome): void {
  const { operation, tables, at, status } = outcome;
  const count = (name: string, dimensions: Record<string, string>): void =>
    record({ namespace: 'AWS/DynamoDB', name, dimensions, unit: 'Count', timestamp: at, value: 1 });
  const perTable = (name: string): void => {
    for (const TableName of tables) count(name, { TableName });
  };
  const perOperation = (name: string): void => {
    for (const TableName of tables) count(name, { TableName, Operation: operation });
  };

  if (status < 400) vendLatency(record, outcome);
  else if (status >= 500) perOperation('SystemErrors');
  else {
    const codes = errorCodes(outcome.error);
    if (codes.some((code) => code.startsWith('ConditionalCheckFailed'))) perTable('ConditionalCheckFailedRequests');
    else if (codes.some((code) => code.startsWith('TransactionConflict'))) perTable('TransactionConflict');
    else if (codes.some((code) => throttles.has(code))) {
      perOperation('ThrottledRequests');
      perTable(isWrite(operation) ? 'WriteThrottleEvents' : 'ReadThrottleEvents');
    } else count('UserErrors', {});
  }
}

function vendLatency(record: RecordMetric, { operation, tables, at, latencyMs }: RequestOutcome): void {
  for (const TableName of tables) {
    record({
      namespace: 'AWS/DynamoDB',
      name: 'SuccessfulRequestLatency',
      dimensions: { TableName, Operation: operation },
      unit: 'Milliseconds',
      timestamp: at,
      value: latencyMs,
    });
  }
}

/** The error's own name and, of a cancelled transaction, the reasons. */
function errorCodes(text = ''): readonly string[] {
  const error = parseJsonObject(text) ?? {};
  const reasons = Array.isArray(error.CancellationReasons) ? error.CancellationReasons : [];
  return [errorCode(error), ...reasons.filter(isJsonObject).map((reason) => String(reason.Code ?? ''))];
}
