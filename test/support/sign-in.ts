import { sessions } from '../../functions/lib/entities/session.ts';
import { users } from '../../functions/lib/entities/user.ts';
import { newId } from '../../functions/lib/ids.ts';
import { hashToken, newToken } from '../../functions/lib/session.ts';
import { NOON } from './http-event.ts';

/** Makes a user of that role and a session, without the time that a password takes. Valid for an hour from NOON on. */
export async function signInAs(
  role: 'customer' | 'viewer' | 'admin',
): Promise<{ readonly userId: string; readonly authorization: string }> {
  const id = newId('usr', NOON);
  const user = { id, email: `${id.toLowerCase()}@mail.example`, name: '', role, createdAt: NOON };
  await users().create(user).go();
  return { userId: id, authorization: await startTestSession(id) };
}

/** A further session of a user whose sessions were never ended; the header that it is shown by. */
export async function startTestSession(userId: string): Promise<string> {
  const token = `${userId.slice('usr_'.length)}.${newToken()}`;
  const session = { userId, tokenHash: hashToken(token), epoch: 0, createdAt: NOON, expiresAt: NOON / 1000 + 3600 };
  await sessions().create(session).go();
  return `Bearer ${token}`;
}
