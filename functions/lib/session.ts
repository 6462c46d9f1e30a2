import { createHash, randomBytes } from 'node:crypto';
import { getCookie } from 'hono/cookie';
import { bearerToken } from './bearer.ts';
import type { ApiContext } from './context.ts';
import { type Role, sessions } from './entities/session.ts';
import { type User, users } from './entities/user.ts';
import { Problem } from './problem.ts';
import { pseudonym } from './pseudonym.ts';

/** Who is signed in: the user as the table has them now. */
export type Session = {
  readonly userId: string;
  readonly role: Role;
  readonly tokenHash: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly user: User;
};

/** Name of the session's cookie, without its prefix. */
export const SESSION_COOKIE = 'session';
/** A session's token: the user's ULID, then the secret, so that the session lies with the user's others. */
const SESSION_TOKEN = /^([0-9A-HJKMNP-TV-Z]{26})\.[A-Za-z0-9_-]{43}$/;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What the table knows of a secret token: its SHA-256. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new 256-bit secret, 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a string may be a token at all. */
export function isToken(value: string): boolean {
  return TOKEN.test(value);
}

/** A token that may be a session's, and the user that it names. */
type Presented = { readonly tokenHash: string; readonly userId: string };

/** What the caller shows that may be a session's token; undefined when there is nothing of that form. */
export function presented(c: ApiContext): Presented | undefined {
  const authorization = c.req.header('authorization');
  // Whoever says who they are is nobody else: the cookie is not asked, which the Origin check relies on.
  const token = authorization === undefined ? getCookie(c, SESSION_COOKIE, 'host') : bearerToken(authorization);
  const ulid = SESSION_TOKEN.exec(token ?? '')?.[1];
  return token && ulid ? { tokenHash: hashToken(token), userId: `usr_${ulid}` } : undefined;
}

/** Whether a user's sessions of that epoch go on: they end all at once when the epoch is raised or the user is locked. */
function goesOn(user: User, epoch: number): boolean {
  return user.locked !== true && (user.sessionEpoch ?? 0) === epoch;
}

async function find(c: ApiContext): Promise<Session | undefined> {
  const key = presented(c);
  if (!key) return undefined;
  const [{ data }, { data: user }] = await Promise.all([
    sessions().get(key).go({ consistent: true }),
    users().get({ id: key.userId }).go({ consistent: true }),
  ]);
  // DynamoDB deletes expired items late ("Time to Live": typically within a few days), so the time decides here.
  const expiresAt = (data?.expiresAt ?? 0) * 1000;
  if (!data || expiresAt <= c.var.now || !user || !goesOn(user, data.epoch)) return undefined;
  c.var.line.set({ userId: pseudonym(user.id), synthetic: user.synthetic });
  return { userId: user.id, role: user.role, tokenHash: data.tokenHash, expiresAt, user };
}

/** The caller's session, undefined for a guest; the table is asked at most once per request. */
export function session(c: ApiContext): Promise<Session | undefined> {
  const asked = c.var.session ?? find(c);
  c.set('session', asked);
  return asked;
}

/** The caller's session on a route that the manifest reserves to signed-in users. */
export async function signedIn(c: ApiContext): Promise<Session> {
  const found = await session(c);
  if (!found) throw new Problem(401, 'Sign in to go on.', { headers: { 'WWW-Authenticate': 'Bearer' } });
  return found;
}
