import { OperatorError } from '../operator-error.ts';

/**
 * What a record may say of an error: one sentence. Of an error that nobody expected only its name, as its message may
 * hold anything.
 */
export function errorSentence(error: unknown): string {
  if (error instanceof OperatorError) return error.message.split('\n', 1)[0] ?? error.message;
  return `Unexpected failure (${error instanceof Error ? error.name : typeof error}).`;
}
