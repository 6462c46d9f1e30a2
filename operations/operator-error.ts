/** A fault that the operator can mend: printed as one line, exit code 1. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
