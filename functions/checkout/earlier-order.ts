import { type Order, orders } from '../lib/entities/order.ts';
import { type Attempt, resultOf } from '../lib/idempotency.ts';

/** The order that this attempt has already made, if any; 409 when the key was used for another body. */
export async function earlierOrder(attempt: Attempt): Promise<Order | undefined> {
  const id = await resultOf(attempt);
  if (id === undefined) return undefined;
  const { data: order } = await orders().get({ id }).go({ consistent: true });
  if (!order) throw new Error(`Order ${id} of an idempotency record does not exist.`);
  return order;
}
