import { emailHash } from '../lib/create-user.ts';
import { deleteEndedSessions } from '../lib/end-sessions.ts';
import { maySignIn } from '../lib/may-sign-in.ts';
import { Problem } from '../lib/problem.ts';
import type { Session } from '../lib/session.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import { keepSession } from './keep-session.ts';

/** Two hashes: of the password that was shown, as stored, and of the one to be. */
export type PasswordChange = { readonly from: string; readonly to: string };

/**
 * Changes the password and ends all other sessions, those that are being started with the old password included, in one
 * transaction; 409 when password or sessions have changed meanwhile.
 */
export async function changePassword(session: Session, { from, to }: PasswordChange): Promise<void> {
  const { user, userId } = session;
  const kept = keepSession(session);
  const credential: WriteAction = (table) =>
    table.credential
      .patch({ emailHash: emailHash(user.email) })
      .set({ passwordHash: to })
      .where(({ passwordHash }, { eq }) => eq(passwordHash, from))
      .commit();
  const raise: WriteAction = (table) =>
    table.user
      .patch({ id: userId })
      .set({ sessionEpoch: kept.epoch })
      .where((attributes, is) => maySignIn(attributes, is, user.sessionEpoch))
      .commit();
  const outcome = await writeAll([credential, raise, kept.action]);
  if (!outcome.committed)
    throw new Problem(409, 'Your password or your sessions have just changed. Sign in again.', { code: 'ended' });
  await deleteEndedSessions(userId, kept.epoch);
}
