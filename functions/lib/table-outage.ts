/** "Error handling with DynamoDB": errors of 4xx by which the table asks to be called less. */
const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** The SDK marks whatever ended a call of its own: what has no status was not answered at all. */
function isFailedCall(error: Error): boolean {
  const metadata: unknown = Reflect.get(error, '$metadata');
  if (typeof metadata !== 'object' || metadata === null) return false;
  const status: unknown = Reflect.get(metadata, 'httpStatusCode');
  return typeof status !== 'number' || status >= 500 || THROTTLED.has(error.name);
}

/** Whether it was the table that failed (5xx, throttled, silent), not what it was asked; ElectroDB wraps that error as a cause. */
export function isTableOutage(error: unknown): boolean {
  return error instanceof Error && (isFailedCall(error) || isTableOutage(error.cause));
}
