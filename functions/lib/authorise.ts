import { createHash, timingSafeEqual } from 'node:crypto';
import type { Access, Route } from '../function-definition.ts';
import { bearerToken } from './bearer.ts';
import type { ApiContext } from './context.ts';
import type { Role } from './entities/session.ts';
import { env } from './env.ts';
import { logger } from './logger.ts';
import { Problem } from './problem.ts';
import { pseudonym } from './pseudonym.ts';
import { safeError } from './redact.ts';
import { createSeenSessions } from './seen-sessions.ts';
import { isServiceOutage } from './service-outage.ts';
import { presented, session, signedIn } from './session.ts';

const ALLOWED: Readonly<Record<Exclude<Access, 'public'>, readonly Role[]>> = {
  customer: ['customer', 'viewer', 'admin'],
  viewer: ['viewer', 'admin'],
  admin: ['admin'],
  scraper: ['admin'],
};

/** Of this execution environment. */
const seen = createSeenSessions();

/** Compares in constant time, whatever the lengths. */
function isMetricsToken(token: string): boolean {
  const [given, expected] = [token, env().metricsToken].map((text) => createHash('sha256').update(text).digest());
  return given !== undefined && expected !== undefined && timingSafeEqual(given, expected);
}

function isScraper(c: ApiContext): boolean {
  const token = bearerToken(c.req.header('authorization'));
  return token !== undefined && isMetricsToken(token);
}

/** The role of whom the table vouched for lately, at a route that does not need it; 503 for anybody and anything else. */
function believed(c: ApiContext, withoutTable: true | undefined, cause: unknown): Role {
  const known = withoutTable && seen.find(presented(c)?.tokenHash ?? '', c.var.now);
  logger().warn('The table did not say who asks.', { error: safeError(cause) });
  if (!known)
    throw new Problem(503, 'The shop’s table does not answer, so nobody can say who you are. Try again in a moment.', {
      ...{ code: 'not-ready', headers: { 'Retry-After': '5' }, cause },
    });
  c.var.line.set({ userId: pseudonym(known.userId) });
  return known.role;
}

/** Every look counts, also at what needs the table: an execution environment that serves those may be asked for others next. */
async function roleFor(c: ApiContext, { access, withoutTable }: Route): Promise<Role> {
  try {
    const { tokenHash, userId, role, expiresAt } = await signedIn(c);
    if (role === 'customer') seen.forget(tokenHash);
    else if (access !== 'customer') seen.remember(tokenHash, { userId, role, expiresAt }, c.var.now);
    return role;
  } catch (error) {
    if (c.var.functionId === 'ops' && isServiceOutage(error)) return believed(c, withoutTable, error);
    const asked = presented(c);
    if (asked && error instanceof Problem) seen.forget(asked.tokenHash);
    throw error;
  }
}

/** Lets a request pass when the caller may use the route; 401 for a guest, 403 for the wrong role. */
export async function authorise(c: ApiContext, route: Route): Promise<void> {
  const { access } = route;
  if (access === 'public' || (access === 'scraper' && isScraper(c))) return;
  if (access === 'scraper' && !(await session(c)))
    throw new Problem(401, 'Send the metrics token as a Bearer token, or sign in as an administrator.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  if (!ALLOWED[access].includes(await roleFor(c, route))) throw new Problem(403, 'Your role does not allow this.');
}
