import { emailHash } from '../lib/create-user.ts';
import { deleteSessions } from '../lib/end-sessions.ts';
import { maySignIn } from '../lib/may-sign-in.ts';
import { Problem } from '../lib/problem.ts';
import type { Session } from '../lib/session.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';

/** The writes that end all sessions of a user but this one, unless they have been ended meanwhile. */
export function keepOnly({ user, userId, tokenHash }: Session): readonly [WriteAction, WriteAction] {
  const epoch = (user.sessionEpoch ?? 0) + 1;
  return [
    (table) =>
      table.user
        .patch({ id: userId })
        .set({ sessionEpoch: epoch })
        .where((attributes, is) => maySignIn(attributes, is, user.sessionEpoch))
        .commit(),
    (table) => table.session.patch({ userId, tokenHash }).set({ epoch }).commit(),
  ];
}

/** Two hashes: of the password that was shown, as stored, and of the one to be. */
export type PasswordChange = { readonly from: string; readonly to: string };

/**
 * Changes the password and ends all other sessions, those that are being started with the old password included, in one
 * transaction; 409 when password or sessions have changed meanwhile.
 */
export async function changePassword(session: Session, { from, to }: PasswordChange): Promise<void> {
  const credential: WriteAction = (table) =>
    table.credential
      .patch({ emailHash: emailHash(session.user.email) })
      .set({ passwordHash: to })
      .where(({ passwordHash }, { eq }) => eq(passwordHash, from))
      .commit();
  const outcome = await writeAll([credential, ...keepOnly(session)]);
  if (!outcome.committed)
    throw new Problem(409, 'Your password or your sessions have just changed. Sign in again.', { code: 'ended' });
  await deleteSessions(session.userId, session.tokenHash);
}
