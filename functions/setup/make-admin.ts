import { auditAction, OPERATOR } from '../lib/audit-entry.ts';
import { emailHash } from '../lib/create-user.ts';
import { deleteEndedSessions } from '../lib/end-sessions.ts';
import { credentials } from '../lib/entities/credential.ts';
import { type User, users } from '../lib/entities/user.ts';
import { maySignIn } from '../lib/may-sign-in.ts';
import { writeAll } from '../lib/write.ts';
import { createAdmin, type NewAdmin } from './create-admin.ts';

/** What became of the account; a new one has a password, which is told this once. */
export type MadeAdmin =
  | { readonly outcome: 'created'; readonly admin: NewAdmin }
  | { readonly outcome: 'promoted' | 'unchanged' };

const ATTEMPTS = 5;

async function userWith(email: string): Promise<User | undefined> {
  const { data: credential } = await credentials()
    .get({ emailHash: emailHash(email) })
    .go({ consistent: true });
  if (!credential) return undefined;
  const { data } = await users().get({ id: credential.userId }).go({ consistent: true });
  return data ?? undefined;
}

/** Makes the user an admin and ends all their sessions; false when they have changed meanwhile. */
async function promote({ id, role, sessionEpoch }: User, now: number): Promise<boolean> {
  const details = { role: { from: role, to: 'admin' } } as const;
  const epoch = (sessionEpoch ?? 0) + 1;
  const outcome = await writeAll([
    (table) =>
      table.user
        .patch({ id })
        .set({ role: 'admin', sessionEpoch: epoch })
        .where((attributes, is) => {
          const asRead = `${is.eq(attributes.role, role)} AND ${is.notExists(attributes.closing)}`;
          return `${maySignIn(attributes, is, sessionEpoch)} AND ${asRead}`;
        })
        .commit(),
    auditAction({ actor: OPERATOR, action: 'user.role', target: id, details, now }),
  ]);
  if (outcome.committed) await deleteEndedSessions(id, epoch);
  return outcome.committed;
}

/** What is to be done for the account that there is; undefined when it has changed meanwhile. */
async function promoted(user: User, now: number): Promise<MadeAdmin | undefined> {
  if (user.locked) throw new Error('The account with this address is locked. Let an admin unlock it first.');
  if (user.closing !== undefined) throw new Error('The account with this address is being deleted.');
  if (user.role === 'admin') return { outcome: 'unchanged' };
  return (await promote(user, now)) ? { outcome: 'promoted' } : undefined;
}

async function created(email: string, now: number): Promise<MadeAdmin | undefined> {
  const admin = await createAdmin(email, now);
  return admin === undefined || admin === 'taken' ? undefined : { outcome: 'created', admin };
}

/** Makes the account with that address an admin's, or one if there is none. Throws when it is locked or being deleted. */
export async function makeAdmin(email: string, now: number): Promise<MadeAdmin> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const user = await userWith(email);
    const made = await (user ? promoted(user, now) : created(email, now));
    if (made) return made;
  }
  throw new Error('The account with this address keeps changing. Try again.');
}
