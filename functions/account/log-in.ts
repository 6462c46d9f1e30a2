import type { ApiContext } from '../lib/context.ts';
import { emailHash } from '../lib/create-user.ts';
import { credentials } from '../lib/entities/credential.ts';
import { type User, users } from '../lib/entities/user.ts';
import { checkPassword } from '../lib/password.ts';
import { Problem } from '../lib/problem.ts';
import { limitRate, uncountAttempt } from '../lib/rate-limit.ts';
import { countedOn } from '../lib/synthetic.ts';

/** What somebody signs in with. */
export type LoginRequest = { readonly email: string; readonly password: string };

/** Nobody has this id: looking for it takes the place of looking for the user of an address that nobody has. */
const NOBODY = 'usr_00000000000000000000000000';

/**
 * The user with that address and password; a session may only be started for them as they are here. 401 for a wrong address
 * or password, which take the same calls and the same time; 403 for a locked user, which only the right password shows; 429
 * after too many that were wrong.
 */
export async function logIn(c: ApiContext, request: LoginRequest): Promise<User> {
  const attempt = { name: 'login', subject: emailHash(request.email), now: c.var.now } as const;
  try {
    await limitRate(c, attempt);
    const user = await identify(request);
    await uncountAttempt(attempt);
    if (user.locked) throw new Problem(403, 'This account is locked. Ask the shop why.', { code: 'locked' });
    countedOn(c.var.line, user).emit('logins', 1, { Result: 'succeeded' });
    return user;
  } catch (error) {
    if (error instanceof Problem) c.var.line.emit('logins', 1, { Result: 'failed' });
    throw error;
  }
}

async function identify({ email, password }: LoginRequest): Promise<User> {
  const { data: credential } = await credentials()
    .get({ emailHash: emailHash(email) })
    .go({ consistent: true });
  const { data: user } = await users()
    .get({ id: credential?.userId ?? NOBODY })
    .go({ consistent: true });
  const correct = await checkPassword(password, credential?.passwordHash);
  if (correct && user) return user;
  throw new Problem(401, 'E-mail address or password is wrong.', { code: 'credentials' });
}
