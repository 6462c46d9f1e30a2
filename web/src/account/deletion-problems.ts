import type { FieldMessages } from '../forms/field-messages.ts';

/** What must be filled in before an account with that much store credit (in cents) can be deleted. */
export function deletionProblems(typed: { password: string; forfeits: boolean }, balanceCents: number): FieldMessages {
  return {
    ...(balanceCents > 0 &&
      !typed.forfeits && { forfeit: 'Spend your store credit first, or say here that you give it up.' }),
    ...(typed.password === '' && { password: 'Enter your password.' }),
  };
}
