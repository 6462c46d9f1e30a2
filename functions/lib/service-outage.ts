/** "Error handling with DynamoDB": errors of 4xx after which the same call may be made again. */
const LATER = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionConflictException',
]);

/** The SDK marks whatever ended a call of its own: what has no status was not answered at all. */
function isFailedCall(error: Error): boolean {
  const metadata: unknown = Reflect.get(error, '$metadata');
  if (typeof metadata !== 'object' || metadata === null) return false;
  const status: unknown = Reflect.get(metadata, 'httpStatusCode');
  return typeof status !== 'number' || status >= 500 || LATER.has(error.name);
}

/**
 * Whether it was an AWS service that failed (5xx, too busy, silent), not what it was asked; ElectroDB wraps that error as a
 * cause.
 */
export function isServiceOutage(error: unknown): boolean {
  return error instanceof Error && (isFailedCall(error) || isServiceOutage(error.cause));
}
