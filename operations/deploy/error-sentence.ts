import { OperatorError } from '../operator-error.ts';
import { fileFailure } from './file-failure.ts';

/**
 * What a record may say of an error: one sentence. Of an error that nobody expected only its name, as its message may
 * hold anything.
 */
export function errorSentence(error: unknown): string {
  const told = fileFailure(error);
  if (told instanceof OperatorError) return told.message.split('\n', 1)[0] ?? told.message;
  return `Unexpected failure (${error instanceof Error ? error.name : typeof error}).`;
}
