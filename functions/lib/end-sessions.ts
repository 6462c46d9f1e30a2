import { deleteCookie } from 'hono/cookie';
import { isConditionFailure } from './condition.ts';
import type { ApiContext } from './context.ts';
import { COOKIE_OPTIONS } from './cookie-options.ts';
import { sessions } from './entities/session.ts';
import { users } from './entities/user.ts';
import { SESSION_COOKIE, session } from './session.ts';

/** Sessions that are deleted at the same time. */
const PAGE = 25;
/** So many pages are gone through for one request: whoever signs in all day long holds nobody up who locks them out. */
const MOST_PAGES = 8;

/** What is known of a session that may have to go. */
type Known = { readonly tokenHash: string; readonly epoch: number };

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
  const epoch = await raiseEpoch(userId);
  if (epoch !== undefined) await deleteEndedSessions(userId, epoch);
}

async function raiseEpoch(userId: string): Promise<number | undefined> {
  try {
    const raised = users().patch({ id: userId }).add({ sessionEpoch: 1 });
    return (await raised.go({ response: 'updated_new' })).data.sessionEpoch;
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
}

/** Deletes sessions of a user from before that epoch: they have ended, and one that has begun since goes on. */
export async function deleteEndedSessions(userId: string, epoch: number): Promise<void> {
  await deleteSessions(userId, (session) => session.epoch < epoch);
}

/**
 * Deletes those sessions of a user; false when there are so many that some may be left. DynamoDB deletes each of them in the
 * end, once it has expired.
 */
export async function deleteSessions(userId: string, which: (session: Known) => boolean): Promise<boolean> {
  let cursor: string | null = null;
  for (let count = 0; count < MOST_PAGES; count++) {
    const page: { data: Known[]; cursor: string | null } = await sessions()
      .query.byToken({ userId })
      .go({ consistent: true, limit: PAGE, cursor });
    const unwanted = page.data.filter(which);
    await Promise.all(unwanted.map(({ tokenHash }) => sessions().delete({ userId, tokenHash }).go()));
    cursor = page.cursor;
    if (cursor === null) return true;
  }
  return false;
}
