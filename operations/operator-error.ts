/** A fault that the operator can mend: printed as one line. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  /** What the command ends with. */
  readonly exitCode: number = 1;
}

/** The operator wants a command not to go on: printed as one line, exit code 130 as of a process that Ctrl-C ends. */
export class InterruptedError extends OperatorError {
  override readonly exitCode = 130;
}
