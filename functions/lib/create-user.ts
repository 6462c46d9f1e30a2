import { createHash } from 'node:crypto';
import type { Role } from './entities/session.ts';
import { newId } from './ids.ts';
import type { Synthetic } from './synthetic.ts';
import { type WriteAction, writeAll } from './write.ts';

/** A person about to get an account; the e-mail address is normalised. */
export type NewUser = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly synthetic?: Synthetic;
};

/** The form of an e-mail address under which it can be taken only once. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

/** What the key of a credential knows of an e-mail address. */
export function emailHash(email: string): string {
  return createHash('sha256').update(normaliseEmail(email)).digest('hex');
}

/** Why no account was made; `refused`: the condition of a further write did not hold. */
export type Refusal = 'email-taken' | 'refused';

/**
 * Makes the user and the credential in one transaction, with what else belongs to it. Returns the user's id, or why there is
 * none.
 */
export async function createUser(
  user: NewUser,
  now: number,
  also: (userId: string) => readonly WriteAction[] = () => [],
): Promise<{ userId: string } | { refusal: Refusal }> {
  const userId = newId('usr', now);
  const { passwordHash, ...profile } = user;
  const own: readonly WriteAction[] = [
    (table) => table.user.create({ ...profile, id: userId, createdAt: now }).commit(),
    (table) => table.credential.create({ emailHash: emailHash(profile.email), userId, passwordHash }).commit(),
  ];
  const outcome = await writeAll([...own, ...also(userId)]);
  if (outcome.committed) return { userId };
  return { refusal: outcome.failed.some((index) => index >= own.length) ? 'refused' : 'email-taken' };
}
