import type { ApiContext } from '../lib/context.ts';
import { emailHash } from '../lib/create-user.ts';
import { credentials } from '../lib/entities/credential.ts';
import type { User } from '../lib/entities/user.ts';
import { checkPassword } from '../lib/password.ts';
import { Problem } from '../lib/problem.ts';
import { limitRate, uncountAttempt } from '../lib/rate-limit.ts';

/**
 * Has somebody who is signed in show that it is them, and returns the hash of their password as it is stored; 403 for a wrong
 * password. Whoever holds a stolen session can guess no more often than somebody who signs in.
 */
export async function confirmPassword(c: ApiContext, user: User, password: string): Promise<string> {
  const key = { emailHash: emailHash(user.email) };
  const attempt = { name: 'login', subject: key.emailHash, now: c.var.now } as const;
  await limitRate(c, attempt);
  const { data: credential } = await credentials().get(key).go({ consistent: true });
  if (!(await checkPassword(password, credential?.passwordHash)) || !credential)
    throw new Problem(403, 'The password is wrong.', { code: 'wrong-password' });
  await uncountAttempt(attempt);
  return credential.passwordHash;
}
