/** "Error retries and exponential backoff in AWS" and the services' own words for being asked too much. */
const THROTTLED = /Throttl|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded|SlowDown/i;

/** "Error handling with DynamoDB": other errors of 4xx after which the same call may be made again. */
const LATER = new Set(['TransactionConflictException', 'TransactionInProgressException']);

/** Whether an AWS service asks to be called less; their names for it differ. */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && THROTTLED.test(error.name);
}

/** The SDK marks whatever ended a call of its own: what has no status was not answered at all. */
function isFailedCall(error: Error): boolean {
  const metadata: unknown = Reflect.get(error, '$metadata');
  if (typeof metadata !== 'object' || metadata === null) return false;
  const status: unknown = Reflect.get(metadata, 'httpStatusCode');
  return typeof status !== 'number' || status >= 500 || isThrottled(error) || LATER.has(error.name);
}

/**
 * Whether it was an AWS service that failed (5xx, too busy, silent), not what it was asked; ElectroDB wraps that error as a
 * cause.
 */
export function isServiceOutage(error: unknown): boolean {
  return error instanceof Error && (isFailedCall(error) || isServiceOutage(error.cause));
}
