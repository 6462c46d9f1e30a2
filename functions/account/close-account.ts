import { newId } from '../lib/ids.ts';
import { maySignIn } from '../lib/may-sign-in.ts';
import type { Session } from '../lib/session.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import { keepSession } from './keep-session.ts';

/** The account may be closed while it has placed no further order, and has the role of a customer. */
function closeAction({ user, epoch }: { user: Session['user']; epoch: number }, alias: string): WriteAction {
  return (table) =>
    table.user
      .patch({ id: user.id })
      .set({ closing: alias, sessionEpoch: epoch })
      .where((attributes, is) => {
        const { eq, notExists } = is;
        const sameOrders =
          user.orders === undefined ? notExists(attributes.orders) : eq(attributes.orders, user.orders);
        const open = `${notExists(attributes.closing)} AND ${eq(attributes.role, 'customer')} AND ${sameOrders}`;
        return `${maySignIn(attributes, is, user.sessionEpoch)} AND ${open}`;
      })
      .commit();
}

/**
 * Begins the deletion of an account whose orders and credit (cents) were looked at: no order and no money is added to it from
 * here on, and of all its sessions this one goes on, to finish. False when anything has changed meanwhile.
 */
export async function closeAccount(session: Session, balanceCents: number, now: number): Promise<boolean> {
  const { user, userId } = session;
  const kept = keepSession(session);
  const sameBalance: WriteAction = (table) =>
    table.wallet
      .check({ userId })
      .where((wallet, { eq, notExists }) =>
        balanceCents === 0
          ? `${notExists(wallet.balanceCents)} OR ${eq(wallet.balanceCents, 0)}`
          : eq(wallet.balanceCents, balanceCents),
      )
      .commit();
  const close = closeAction({ user, epoch: kept.epoch }, newId('del', now));
  return (await writeAll([close, kept.action, sameBalance])).committed;
}
