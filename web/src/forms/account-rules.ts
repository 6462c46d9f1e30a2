import type { FieldMessages } from './field-messages.ts';

/** The shortest password that an account may have, in characters. */
export const PASSWORD_MIN = 10;

/** What is missing before it makes sense to ask the server to sign in or, with a name, to register. */
export function accountProblems(account: { email: string; password: string; name?: string }): FieldMessages {
  const problems: Record<string, string> = {};
  if (account.name !== undefined && account.name.trim() === '') problems.name = 'Enter your name.';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(account.email.trim())) {
    problems.email = 'Enter an e-mail address, such as name@example.com.';
  }
  if (account.password === '') problems.password = 'Enter your password.';
  else if (account.name !== undefined && account.password.length < PASSWORD_MIN) {
    problems.password = `Use at least ${PASSWORD_MIN} characters.`;
  }
  return problems;
}
