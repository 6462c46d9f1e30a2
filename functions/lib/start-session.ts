import { createWriteTransaction } from 'electrodb';
import { setCookie } from 'hono/cookie';
import type { ApiContext } from './context.ts';
import { COOKIE_OPTIONS } from './cookie-options.ts';
import { sessions } from './entities/session.ts';
import { type User, users } from './entities/user.ts';
import { maySignIn } from './may-sign-in.ts';
import { Problem } from './problem.ts';
import { hashToken, newToken, SESSION_COOKIE } from './session.ts';
import { transact } from './transact.ts';

/** How long a session lasts at most, in seconds; there is no sliding renewal. */
const LIFETIME = 14 * 24 * 3600;

/** The user as read before it was checked that it is them. */
export type Known = Pick<User, 'id' | 'sessionEpoch'>;

/**
 * Starts a session, sets its cookie, and returns the token for Bearer use; 409 when all sessions were ended, or the user
 * locked or deleted, since the user was read.
 */
export async function startSession(c: ApiContext, user: Known): Promise<string> {
  const token = `${user.id.slice('usr_'.length)}.${newToken()}`;
  if (!(await write(user, hashToken(token), c.var.now)))
    throw new Problem(409, 'All sessions of this account have just been ended. Sign in again.', { code: 'ended' });
  setCookie(c, SESSION_COOKIE, token, { ...COOKIE_OPTIONS, maxAge: LIFETIME });
  return token;
}

async function write({ id, sessionEpoch }: Known, tokenHash: string, now: number): Promise<boolean> {
  const expiresAt = Math.floor(now / 1000) + LIFETIME;
  const session = { userId: id, tokenHash, epoch: sessionEpoch ?? 0, createdAt: now, expiresAt };
  const both = createWriteTransaction({ session: sessions(), user: users() }, (table) => [
    table.session.create(session).commit(),
    table.user
      .check({ id })
      .where((user, is) => maySignIn(user, is, sessionEpoch))
      .commit(),
  ]);
  return (await transact((token) => both.go({ token }))).committed;
}
