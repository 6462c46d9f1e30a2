import type { Role } from '../lib/entities/session.ts';
import type { User } from '../lib/entities/user.ts';

/** A user as the API shows it. */
export type UserView = { readonly id: string; readonly email: string; readonly name: string; readonly role: Role };

/** What the API tells a user of their own account. */
export function userView({ id, email, name, role }: User): UserView {
  return { id, email, name, role };
}
