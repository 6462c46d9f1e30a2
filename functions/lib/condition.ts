/** Whether DynamoDB refused a write because its condition did not hold; ElectroDB wraps that error as a cause. */
export function isConditionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'ConditionalCheckFailedException' || isConditionFailure(error.cause);
}
