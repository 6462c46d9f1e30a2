import { randomBytes } from 'node:crypto';
import { auditAction, OPERATOR } from '../lib/audit-entry.ts';
import { createUser } from '../lib/create-user.ts';
import { hashPassword } from '../lib/password.ts';
import type { WriteAction } from '../lib/write.ts';

/** An admin that was made, with the only copy of their password. */
export type NewAdmin = { readonly email: string; readonly password: string };

/**
 * A new admin with a password of 144 random bits, of whom the audit log tells; undefined when `also` was refused, `taken` when
 * the address is.
 */
export async function createAdmin(
  email: string,
  now: number,
  also: readonly WriteAction[] = [],
): Promise<NewAdmin | 'taken' | undefined> {
  const password = randomBytes(18).toString('base64url');
  const admin = { email, name: 'Admin', role: 'admin', passwordHash: await hashPassword(password) } as const;
  const made = await createUser(admin, now, (target) => [
    auditAction({ actor: OPERATOR, action: 'user.create-admin', target, now }),
    ...also,
  ]);
  if ('userId' in made) return { email, password };
  return made.refusal === 'email-taken' ? 'taken' : undefined;
}

/** Makes the first admin of a table; undefined when there has ever been one. */
export async function createFirstAdmin(email: string, now: number): Promise<NewAdmin | undefined> {
  const made = await createAdmin(email, now, [
    (table) => table.milestone.create({ name: 'first-admin', reachedAt: now }).commit(),
  ]);
  if (made !== 'taken') return made;
  throw new Error('The admin’s address already belongs to a customer’s account. Choose another one.');
}
