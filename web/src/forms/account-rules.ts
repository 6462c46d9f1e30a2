import type { FieldMessages } from './field-messages.ts';

/** The shortest password that an account may have, in characters. */
export const PASSWORD_MIN = 10;

/** A change of password, as typed. */
export type Passwords = { currentPassword: string; newPassword: string };

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

/** What must be mended before it makes sense to ask the server for another password. */
export function passwordProblems({ currentPassword, newPassword }: Passwords): FieldMessages {
  const problems: Record<string, string> = {};
  if (currentPassword === '') problems.currentPassword = 'Enter your present password.';
  if (newPassword.length < PASSWORD_MIN) problems.newPassword = `Use at least ${PASSWORD_MIN} characters.`;
  else if (newPassword === currentPassword) problems.newPassword = 'This is your present password. Choose another one.';
  return problems;
}
