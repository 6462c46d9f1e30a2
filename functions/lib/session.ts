import { createHash, randomBytes } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Access } from '../manifest.ts';
import { bearerToken } from './bearer.ts';
import type { ApiContext } from './context.ts';
import { COOKIE_OPTIONS } from './cookie-options.ts';
import { type Role, sessions } from './entities/session.ts';
import { Problem } from './problem.ts';
import { pseudonym } from './pseudonym.ts';

/** Who is signed in. */
export type Session = { readonly userId: string; readonly role: Role; readonly tokenHash: string };

/** How long a session lasts at most, in seconds; there is no sliding renewal. */
const LIFETIME = 14 * 24 * 3600;

const COOKIE = 'session';
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

function presented(c: ApiContext): Presented | undefined {
  const authorization = c.req.header('authorization');
  // Whoever says who they are is nobody else: the cookie is not asked, which the Origin check relies on.
  const token = authorization === undefined ? getCookie(c, COOKIE, 'host') : bearerToken(authorization);
  const ulid = SESSION_TOKEN.exec(token ?? '')?.[1];
  return token && ulid ? { tokenHash: hashToken(token), userId: `usr_${ulid}` } : undefined;
}

async function find(c: ApiContext): Promise<Session | undefined> {
  const key = presented(c);
  if (!key) return undefined;
  const { data } = await sessions().get(key).go({ consistent: true });
  // DynamoDB deletes expired items late ("Time to Live": typically within a few days), so the time decides here.
  if (!data || data.expiresAt * 1000 <= c.var.now) return undefined;
  c.var.line.set({ userId: pseudonym(data.userId) });
  return { userId: data.userId, role: data.role, tokenHash: data.tokenHash };
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

const ALLOWED: Readonly<Record<Exclude<Access, 'public'>, readonly Role[]>> = {
  customer: ['customer', 'viewer', 'admin'],
  viewer: ['viewer', 'admin'],
  admin: ['admin'],
  scraper: ['admin'],
};

/** Lets a request pass when the caller may use a route of that access; 401 for a guest, 403 for the wrong role. */
export async function authorise(c: ApiContext, access: Access): Promise<void> {
  if (access === 'public') return;
  const { role } = await signedIn(c);
  if (!ALLOWED[access].includes(role)) throw new Problem(403, 'Your role does not allow this.');
}

/** Starts a session, sets its cookie, and returns the token for Bearer use. */
export async function startSession(c: ApiContext, user: { userId: string; role: Role }): Promise<string> {
  const token = `${user.userId.slice('usr_'.length)}.${newToken()}`;
  const expiresAt = Math.floor(c.var.now / 1000) + LIFETIME;
  await sessions()
    .create({ tokenHash: hashToken(token), userId: user.userId, role: user.role, createdAt: c.var.now, expiresAt })
    .go();
  setCookie(c, COOKIE, token, { ...COOKIE_OPTIONS, maxAge: LIFETIME });
  return token;
}

/** Ends the caller's session, if there is one, and takes its cookie away. */
export async function endSession(c: ApiContext): Promise<void> {
  const found = await session(c);
  if (found) await sessions().delete({ userId: found.userId, tokenHash: found.tokenHash }).go();
  deleteCookie(c, COOKIE, COOKIE_OPTIONS);
}
