import { createHash } from 'node:crypto';
import { createWriteTransaction } from 'electrodb';
import { credentials } from './entities/credential.ts';
import { milestones } from './entities/milestone.ts';
import type { Role } from './entities/session.ts';
import { users } from './entities/user.ts';
import { newId } from './ids.ts';
import { transact } from './transact.ts';

/** A person about to get an account; the e-mail address is normalised. */
export type NewUser = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
};

/** The form of an e-mail address under which it can be taken only once. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

/** What the key of a credential knows of an e-mail address. */
export function emailHash(email: string): string {
  return createHash('sha256').update(normaliseEmail(email)).digest('hex');
}

/** Why no account was made. */
export type Refusal = 'email-taken' | 'milestone-reached';

/**
 * Makes the user and the credential in one transaction; with `first`, only as the first admin ever. Returns the user's
 * id, or why there is none.
 */
export async function createUser(
  user: NewUser,
  now: number,
  first = false,
): Promise<{ userId: string } | { refusal: Refusal }> {
  const userId = newId('usr', now);
  const { passwordHash, ...profile } = user;
  const entities = { user: users(), credential: credentials(), milestone: milestones() };
  const write = createWriteTransaction(entities, ({ user, credential, milestone }) => [
    user.create({ ...profile, id: userId, createdAt: now }).commit(),
    credential.create({ emailHash: emailHash(profile.email), userId, passwordHash }).commit(),
    ...(first ? [milestone.create({ name: 'first-admin', reachedAt: now }).commit()] : []),
  ]);
  const outcome = await transact((token) => write.go({ token }));
  if (outcome.committed) return { userId };
  return { refusal: outcome.failed.includes(2) ? 'milestone-reached' : 'email-taken' };
}
