import { deleteCookie } from 'hono/cookie';
import { isConditionFailure } from './condition.ts';
import type { ApiContext } from './context.ts';
import { COOKIE_OPTIONS } from './cookie-options.ts';
import { sessions } from './entities/session.ts';
import { users } from './entities/user.ts';
import { SESSION_COOKIE, session } from './session.ts';

/** Sessions that are deleted at the same time. */
const PAGE = 25;

/** Takes the session's cookie away. */
export function forgetSession(c: ApiContext): void {
  deleteCookie(c, SESSION_COOKIE, COOKIE_OPTIONS);
}

/** Ends the caller's session, if there is one, and takes its cookie away. */
export async function endSession(c: ApiContext): Promise<void> {
  const found = await session(c);
  if (found) await sessions().delete({ userId: found.userId, tokenHash: found.tokenHash }).go();
  forgetSession(c);
}

/**
 * Ends all sessions of a user, those that are being started included. Raising the epoch ends them all at once; deleting
 * them afterwards only cleans up. A user who does not exist has none.
 */
export async function endAllSessions(userId: string): Promise<void> {
  if (await raiseEpoch(userId)) await deleteSessions(userId);
}

async function raiseEpoch(userId: string): Promise<boolean> {
  try {
    await users().patch({ id: userId }).add({ sessionEpoch: 1 }).go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Deletes the sessions of a user but the one to be kept, if one is; those that have ended are of no use any more. */
export async function deleteSessions(userId: string, kept?: string): Promise<void> {
  for (let cursor: string | null = null; ; ) {
    const page: { data: { tokenHash: string }[]; cursor: string | null } = await sessions()
      .query.byToken({ userId })
      .go({ consistent: true, limit: PAGE, cursor });
    const ended = page.data.filter(({ tokenHash }) => tokenHash !== kept);
    await Promise.all(ended.map(({ tokenHash }) => sessions().delete({ userId, tokenHash }).go()));
    cursor = page.cursor;
    if (cursor === null) return;
  }
}
