/** Whether an error says that there is no table yet, wherever it is wrapped. */
export function isTableMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'ResourceNotFoundException' || isTableMissing(error.cause);
}
