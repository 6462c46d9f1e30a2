import { OperatorError } from '../operator-error.ts';

/** A failure with more to say of it than its sentence: lines that may hold anything, for the operator's eyes alone. */
export class TailedError extends OperatorError {
  readonly tail: readonly string[];
  constructor(message: string, tail: readonly string[], options?: ErrorOptions) {
    super(message, options);
    this.tail = tail;
  }
}
