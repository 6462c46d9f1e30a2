/** Tells of an error that no caller can be told of, as a process warning. */
export function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)));
}
