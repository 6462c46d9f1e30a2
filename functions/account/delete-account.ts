import { emailHash } from '../lib/create-user.ts';
import { deleteSessions } from '../lib/end-sessions.ts';
import { type User, users } from '../lib/entities/user.ts';
import { Problem } from '../lib/problem.ts';
import type { Session } from '../lib/session.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import { closeAccount } from './close-account.ts';
import { checkOrders, eraseOrders } from './erase-orders.ts';
import { checkWallet, giveUpWallet } from './give-up-wallet.ts';
import { moveLedger } from './move-ledger.ts';
import { timeLeft } from './time-left.ts';

/** What the owner of the account gives up, when (epoch milliseconds), and a clock that never goes back (milliseconds). */
export type Deletion = {
  readonly forfeitBalanceCents: number;
  readonly now: number;
  readonly measured: () => number;
};

/** An account whose deletion has begun: nothing is added to it any more. */
type ClosingUser = User & { readonly closing: string };

function isClosing(user: User): user is ClosingUser {
  return user.closing !== undefined;
}

async function read(id: string): Promise<User | undefined> {
  const { data } = await users().get({ id }).go({ consistent: true });
  return data ?? undefined;
}

function changedMeanwhile(): Problem {
  return new Problem(409, 'Your account has changed meanwhile. Try again.', { code: 'changed-meanwhile' });
}

/** Closes the account unless something forbids it: then returns what. */
async function tryToClose(session: Session, { forfeitBalanceCents, now }: Deletion): Promise<Problem | undefined> {
  const { user, userId } = session;
  if (user.role !== 'customer')
    return new Problem(409, 'Have another admin make you a customer first.', { code: 'has-role' });
  try {
    await checkOrders(user);
    const balanceCents = await checkWallet({ userId, forfeitBalanceCents });
    return (await closeAccount(session, balanceCents, now)) ? undefined : changedMeanwhile();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** The account once its deletion has begun; undefined when it is gone already. */
async function closed(session: Session, deletion: Deletion): Promise<ClosingUser | undefined> {
  if (isClosing(session.user)) return session.user;
  const refusal = await tryToClose(session, deletion);
  // Another request may have closed it at the same time: then nothing forbids it, and orders that seem missing are erased.
  const latest = await read(session.userId);
  if (!latest || isClosing(latest)) return latest;
  throw refusal ?? changedMeanwhile();
}

/** Deletes what still leads to the person, in one transaction: until it is committed they can sign in and delete again. */
async function remove({ id, email, closing }: ClosingUser, tokenHash: string): Promise<boolean> {
  const credential: WriteAction = (table) =>
    table.credential
      .delete({ emailHash: emailHash(email) })
      .where(({ userId }, { eq }) => eq(userId, id))
      .commit();
  const outcome = await writeAll([
    (table) =>
      table.user
        .delete({ id })
        .where((user, { eq }) => eq(user.closing, closing))
        .commit(),
    credential,
    (table) => table.cart.delete({ owner: id }).commit(),
    (table) => table.session.delete({ userId: id, tokenHash }).commit(),
    (table) =>
      table.wallet
        .check({ userId: id })
        .where(({ userId }, { notExists }) => notExists(userId))
        .commit(),
  ]);
  return outcome.committed;
}

/**
 * Deletes an account: first it is closed, so that nothing is added any more; then orders and ledger lose what leads to the
 * person, and get another name in place of the user's id; last, user, credential, cart and session go together. Each step can
 * be repeated, by two requests at once as well, so that a deletion that was cut short is finished by asking again. 409 while
 * orders are open, while there is more credit than is given up, or for a role other than customer.
 */
export async function deleteAccount(session: Session, deletion: Deletion): Promise<void> {
  const { userId, tokenHash } = session;
  const checkTime = timeLeft(deletion.measured);
  const user = await closed(session, deletion);
  if (!user) return;
  await eraseOrders(user, user.closing, checkTime);
  // Only now can no refund come in any more.
  await giveUpWallet({ userId, ...deletion });
  await moveLedger(userId, user.closing, checkTime);
  while (!(await deleteSessions(userId, (other) => other.tokenHash !== tokenHash))) checkTime();
  if (!(await remove(user, tokenHash)) && (await read(userId))) throw changedMeanwhile();
  // One may have begun before there was nobody to begin any.
  await deleteSessions(userId, () => true);
}
