import { type Audited, auditAction } from '../lib/audit-entry.ts';
import { deleteEndedSessions } from '../lib/end-sessions.ts';
import type { Role } from '../lib/entities/session.ts';
import type { User } from '../lib/entities/user.ts';
import { Problem } from '../lib/problem.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import type { Acting } from './acting.ts';
import { userOf } from './read-users.ts';

/** Index of the action that checks that the one who acts may. */
const ACTOR = 0;

/** The acting admin must be one still: of two who demote or lock each other, one stays, so that there always is an admin. */
function actorAction(actor: string): WriteAction {
  return ({ user }) =>
    user
      .check({ id: actor })
      .where(
        ({ role, locked }, { eq, notExists }) =>
          `${eq(role, 'admin')} AND (${notExists(locked)} OR ${eq(locked, false)})`,
      )
      .commit();
}

type Change = Pick<Audited, 'action' | 'details'> & { readonly set: Partial<Pick<User, 'role' | 'locked'>> };

/**
 * The change, if the user still is as read, so that what the audit log tells has happened: role, lock, and whether they are
 * deleting their account. It ends all their sessions at once by raising the epoch.
 */
function changeAction({ id, role, locked, closing }: User, set: Change['set']): WriteAction {
  return ({ user }) =>
    user
      .patch({ id })
      .set(set)
      .add({ sessionEpoch: 1 })
      .where((stored, { eq, notExists }) => {
        const sameLock = locked === undefined ? notExists(stored.locked) : eq(stored.locked, locked);
        const sameClosing = closing === undefined ? notExists(stored.closing) : eq(stored.closing, closing);
        return `${eq(stored.role, role)} AND ${sameLock} AND ${sameClosing}`;
      })
      .commit();
}

/** Changes a user as read; deleting the sessions that have ended thereby only cleans up. */
async function change(user: User, { set, ...audited }: Change, { actor, now }: Acting): Promise<User> {
  const { id } = user;
  if (id === actor) throw new Problem(409, 'You cannot do this to your own account.', { code: 'own-account' });
  const outcome = await writeAll([
    actorAction(actor),
    changeAction(user, set),
    auditAction({ ...audited, actor, target: id, now }),
  ]);
  if (!outcome.committed) throw await refusal(id, outcome.failed);
  const changed = await userOf(id);
  await deleteEndedSessions(id, changed.sessionEpoch ?? 0);
  return changed;
}

async function refusal(id: string, failed: readonly number[]): Promise<Problem> {
  if (failed.includes(ACTOR)) return new Problem(403, 'You are no longer an admin.', { code: 'no-admin' });
  await userOf(id);
  return new Problem(409, 'The user has been changed meanwhile. Look at them again.', { code: 'edited-meanwhile' });
}

/**
 * Gives a user a role and ends their sessions; a role that they have already changes nothing. 409 for an account that is being
 * deleted: only a customer's may be, since an admin who can go at any time might be the last.
 */
export async function changeRole(id: string, role: Role, acting: Acting): Promise<User> {
  const user = await userOf(id);
  if (user.role === role) return user;
  if (user.closing !== undefined)
    throw new Problem(409, 'This account is being deleted by its owner.', { code: 'being-deleted' });
  const details = { role: { from: user.role, to: role } };
  return change(user, { action: 'user.role', set: { role }, details }, acting);
}

/** Locks a user out, ending their sessions, or lets them in again; what is so already stays unchanged. */
export async function changeLock(id: string, locked: boolean, acting: Acting): Promise<User> {
  const user = await userOf(id);
  if ((user.locked === true) === locked) return user;
  return change(user, { action: locked ? 'user.lock' : 'user.unlock', set: { locked } }, acting);
}
