import { isId } from './ids.ts';
import type { WriteAction } from './write.ts';

/**
 * The write that belongs into every transaction that places an order: it counts the order, and its condition fails when the
 * account is gone or being deleted, so that no order is added to those that the deletion goes through.
 */
export function countOrderAction(userId: string): WriteAction {
  return (table) =>
    table.user
      .patch({ id: userId })
      .add({ orders: 1 })
      .where(({ closing }, { notExists }) => notExists(closing))
      .commit();
}

/** The condition that belongs into every transaction that takes a user's money: the account is not gone or being deleted. */
export function openAccountAction(userId: string): WriteAction {
  return (table) =>
    table.user
      .check({ id: userId })
      .where(({ id, closing }, { exists, notExists }) => `${exists(id)} AND ${notExists(closing)}`)
      .commit();
}

/** Whether orders and entries under that user id are those of a deleted account: nobody can be paid any more. */
export function isDeletedUser(userId: string): boolean {
  return isId('del', userId);
}
