import { ApiError } from '../api/api-error.ts';
import { type FieldMessages, fieldMessages } from '../forms/field-messages.ts';

/** The server's objections to the fields of a form, of which `field` takes the password that proves who one is. */
export function passwordRefusals(error: unknown, field: string, paths: readonly string[]): FieldMessages {
  if (error instanceof ApiError && error.is('wrong-password')) return { [field]: 'This is not your password.' };
  return fieldMessages(error, paths);
}
