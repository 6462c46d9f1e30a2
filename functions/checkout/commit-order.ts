import { createWriteTransaction } from 'electrodb';
import { nextCart } from '../lib/cart-store.ts';
import { carts } from '../lib/entities/cart.ts';
import { idempotencyRecords } from '../lib/entities/idempotency.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import { products } from '../lib/entities/product.ts';
import { type Pacing, transact } from '../lib/transact.ts';
import type { Basket } from './basket.ts';
import { type Attempt, recordOf } from './idempotency.ts';

/** Why nothing was written: the same checkout has already been made, the cart has changed, or stock or price have. */
export type CommitResult = 'committed' | 'repeated' | 'cart-changed' | 'products-changed';

/** Indexes of the actions whose conditions tell the reasons apart; the products follow. */
const RECORD = 0;
const CART = 2;

/** Writes order, idempotency record, emptied cart and lowered stock in one transaction, or nothing at all. */
export async function commitOrder(
  order: Order,
  { cart, lines }: Basket,
  attempt: Attempt,
  pacing?: Pacing,
): Promise<CommitResult> {
  const entities = { record: idempotencyRecords(), order: orders(), cart: carts(), product: products() };
  const write = createWriteTransaction(entities, (table) => [
    table.record.create(recordOf(attempt, order.id, order.createdAt)).commit(),
    table.order.create(order).commit(),
    table.cart
      .put(nextCart(cart, [], order.createdAt))
      .where(({ version }, { eq }) => eq(version, cart.version))
      .commit(),
    ...lines.map(({ productId, quantity, priceCents }) =>
      table.product
        .patch({ id: productId })
        .subtract({ stock: quantity })
        .where((product, { gte, eq }) => `${gte(product.stock, quantity)} AND ${eq(product.priceCents, priceCents)}`)
        .commit(),
    ),
  ]);
  const outcome = await transact((token) => write.go({ token }), pacing);
  if (outcome.committed) return 'committed';
  if (outcome.failed.includes(RECORD)) return 'repeated';
  return outcome.failed.includes(CART) ? 'cart-changed' : 'products-changed';
}
