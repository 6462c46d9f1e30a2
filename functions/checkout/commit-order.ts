import type { OrderStatus } from '../../monitoring/dimensions.ts';
import { nextCart } from '../lib/cart-store.ts';
import type { Order } from '../lib/entities/order.ts';
import { type Attempt, recordOf } from '../lib/idempotency.ts';
import { countOrderAction } from '../lib/open-account.ts';
import { orderEventOf } from '../lib/order-event-of.ts';
import type { Pacing } from '../lib/transact.ts';
import { spendActions } from '../lib/wallet/wallet-actions.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';
import type { Basket } from './basket.ts';

/** The order was written, or why nothing was. */
export type CommitResult =
  | 'committed'
  /** The same checkout has been made meanwhile. */
  | 'repeated'
  | 'account-closing'
  | 'cart-changed'
  /** There is too little stock, or a price has changed. */
  | 'products-changed'
  /** There is too little store credit. */
  | 'credit-missing';

/** A write, and what it means when its condition does not hold. */
type Write = { readonly action: WriteAction; readonly otherwise: Exclude<CommitResult, 'committed'> };

function recordWrite(order: Order, attempt: Attempt): Write {
  const record = recordOf(attempt, order.id, order.createdAt);
  return { action: (table) => table.idempotencyRecord.create(record).commit(), otherwise: 'repeated' };
}

function cartWrite({ createdAt }: Order, { cart }: Basket): Write {
  const action: WriteAction = (table) =>
    table.cart
      .put(nextCart(cart, [], createdAt))
      .where(({ version }, { eq }) => eq(version, cart.version))
      .commit();
  return { action, otherwise: 'cart-changed' };
}

function stockWrite({ productId, quantity, priceCents }: Order['lines'][number]): Write {
  const action: WriteAction = (table) =>
    table.product
      .patch({ id: productId })
      .subtract({ stock: quantity })
      .where((product, { gte, eq }) => `${gte(product.stock, quantity)} AND ${eq(product.priceCents, priceCents)}`)
      .commit();
  return { action, otherwise: 'products-changed' };
}

/** Store credit pays for the order in the very transaction that makes it. */
function creditWrites({ id, userId, paymentMethod, totalCents, createdAt: now, traceHeader }: Order): Write[] {
  if (paymentMethod !== 'wallet' || totalCents === 0) return [];
  const { actions } = spendActions({ userId, amountCents: totalCents, reference: id, now, traceHeader });
  return actions.map((action) => ({ action, otherwise: 'credit-missing' }));
}

/** The order's own items; their names are new, so that nothing is in their way. */
function orderWrites(order: Order): Write[] {
  const reached: OrderStatus[] = order.status === 'paid' ? ['created', 'paid'] : ['created'];
  const events = reached.map((status) => orderEventOf(order, status, order.createdAt, 'customer'));
  const actions: WriteAction[] = [
    (table) => table.order.create(order).commit(),
    ...events.map(
      (event): WriteAction =>
        (table) =>
          table.orderEvent.create(event).commit(),
    ),
  ];
  return actions.map((action) => ({ action, otherwise: 'repeated' }));
}

/**
 * Writes order, events, idempotency record, emptied cart, lowered stock and spent credit in one transaction, or nothing at
 * all. Of several reasons the one that makes the others moot is told.
 */
export async function commitOrder(
  order: Order,
  basket: Basket,
  attempt: Attempt,
  pacing?: Pacing,
): Promise<CommitResult> {
  const writes: Write[] = [
    recordWrite(order, attempt),
    ...orderWrites(order),
    { action: countOrderAction(order.userId), otherwise: 'account-closing' },
    cartWrite(order, basket),
    ...basket.lines.map(stockWrite),
    ...creditWrites(order),
  ];
  const outcome = await writeAll(
    writes.map(({ action }) => action),
    pacing,
  );
  if (outcome.committed) return 'committed';
  const reasons = outcome.failed.flatMap((index) => writes[index]?.otherwise ?? []);
  const [first] = reasons;
  if (first === undefined) throw new Error('The transaction failed without a reason.');
  return first;
}
