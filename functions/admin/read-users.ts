import { emailHash } from '../lib/create-user.ts';
import { credentials } from '../lib/entities/credential.ts';
import { type User, users } from '../lib/entities/user.ts';
import { notFound } from '../lib/problem.ts';
import { isUserId, type UserQuery } from './user-request.ts';

/** A user as admins see them. */
export type AdminUserView = Pick<User, 'id' | 'email' | 'name' | 'role'> & {
  readonly locked: boolean;
  readonly createdAt: string;
};

/** What the API tells admins of a user. */
export function adminUserView({ id, email, name, role, locked, createdAt }: User): AdminUserView {
  return { id, email, name, role, locked: locked === true, createdAt: new Date(createdAt).toISOString() };
}

async function find(id: string): Promise<User | null> {
  if (!isUserId(id)) return null;
  return (await users().get({ id }).go({ consistent: true })).data;
}

/** The user, read consistently; 404 when there is none. */
export async function userOf(id: string): Promise<User> {
  const user = await find(id);
  if (!user) throw notFound('user');
  return user;
}

async function usersWithAddress(email: string): Promise<User[]> {
  const { data } = await credentials()
    .get({ emailHash: emailHash(email) })
    .go({ consistent: true });
  const user = data ? await find(data.userId) : null;
  return user ? [user] : [];
}

/** One page of the users, newest first, and the cursor of the next page when there is one. */
export async function listUsers({ email, limit, cursor }: UserQuery): Promise<{
  page: User[];
  nextCursor: string | null;
}> {
  if (email !== undefined) return { page: await usersWithAddress(email), nextCursor: null };
  const all = users().query.all({ directory: 'all' });
  const from = cursor === undefined ? all : all.lt({ id: cursor });
  const { data } = await from.go({ order: 'desc', limit: limit + 1 });
  const page = data.slice(0, limit);
  return { page, nextCursor: data.length > limit ? (page.at(-1)?.id ?? null) : null };
}
