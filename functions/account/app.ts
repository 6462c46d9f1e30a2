import { createApi } from '../lib/api.ts';
import { forgetGuestCart, guestCartOwner } from '../lib/cart-owner.ts';
import type { ApiContext } from '../lib/context.ts';
import { createUser, normaliseEmail } from '../lib/create-user.ts';
import { endAllSessions, endSession, forgetSession } from '../lib/end-sessions.ts';
import { hashPassword } from '../lib/password.ts';
import { Problem } from '../lib/problem.ts';
import { pseudonym } from '../lib/pseudonym.ts';
import { signedIn } from '../lib/session.ts';
import { type Known, startSession } from '../lib/start-session.ts';
import { readJson } from '../lib/validate.ts';
import { Farewell, Login, NewPassword, Profile, Registration } from './account-requests.ts';
import { changeName } from './change-name.ts';
import { changePassword } from './change-password.ts';
import { confirmPassword } from './confirm-password.ts';
import { deleteAccount } from './delete-account.ts';
import { logIn } from './log-in.ts';
import { mergeCarts } from './merge-carts.ts';
import { userView } from './user-view.ts';

/** Accounts: registration, sign-in and sign-out, and what people do with their own. */
export const api = createApi('account');

/** Takes the guest’s cart over; one that keeps changing meanwhile stays the guest’s, for the next sign-in to take. */
async function takeCart(c: ApiContext, userId: string): Promise<void> {
  const guest = guestCartOwner(c);
  if (guest && !(await mergeCarts(guest, userId, c.var.now))) return;
  forgetGuestCart(c);
}

/** Takes the guest’s cart over and starts the session; returns its token. */
async function enter(c: ApiContext, user: Known): Promise<string> {
  c.var.line.set({ userId: pseudonym(user.id) });
  await takeCart(c, user.id);
  return startSession(c, user);
}

api.post('/api/auth/register', async (c) => {
  const { email, password, name } = await readJson(c.req, Registration);
  const user = { email: normaliseEmail(email), name, role: 'customer' } as const;
  // The hash comes first, so that a taken address takes as long as a free one.
  const made = await createUser({ ...user, passwordHash: await hashPassword(password) }, c.var.now);
  if ('refusal' in made)
    throw new Problem(409, 'There is already an account with this address.', { code: 'email-taken' });
  c.var.line.emit('registrations', 1, {});
  const token = await enter(c, { id: made.userId });
  return c.json({ user: { id: made.userId, ...user }, token }, 201);
});

api.post('/api/auth/login', async (c) => {
  const user = await logIn(c, await readJson(c.req, Login));
  return c.json({ user: userView(user), token: await enter(c, user) });
});

api.post('/api/auth/logout', async (c) => {
  await endSession(c);
  return c.body(null, 204);
});

api.get('/api/auth/me', async (c) => c.json({ user: userView((await signedIn(c)).user) }));

api.put('/api/account', async (c) => {
  const { user } = await signedIn(c);
  const { name } = await readJson(c.req, Profile);
  return c.json({ user: userView(await changeName(user, name)) });
});

api.put('/api/account/password', async (c) => {
  const session = await signedIn(c);
  const { currentPassword, newPassword } = await readJson(c.req, NewPassword);
  const from = await confirmPassword(c, session.user, currentPassword);
  await changePassword(session, { from, to: await hashPassword(newPassword) });
  return c.body(null, 204);
});

api.post('/api/account/sign-out-everywhere', async (c) => {
  await endAllSessions((await signedIn(c)).userId);
  forgetSession(c);
  return c.body(null, 204);
});

api.delete('/api/account', async (c) => {
  const session = await signedIn(c);
  const { password, forfeitBalanceCents } = await readJson(c.req, Farewell);
  await confirmPassword(c, session.user, password);
  await deleteAccount(session, { forfeitBalanceCents, now: c.var.now, measured: () => performance.now() });
  forgetSession(c);
  return c.body(null, 204);
});
