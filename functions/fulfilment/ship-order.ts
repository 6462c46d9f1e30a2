import { isConditionFailure } from '../lib/condition.ts';
import { orders } from '../lib/entities/order.ts';

/** What became of an order message: the order was shipped by it, or had been before. */
export type Shipment = 'shipped' | 'already-shipped';

/** Thrown for a message about an order that does not exist. */
export class UnknownOrderError extends Error {
  override readonly name = 'UnknownOrderError';
}

async function markShipped(id: string, now: number): Promise<boolean> {
  try {
    await orders()
      .patch({ id })
      .set({ status: 'shipped', shippedAt: now })
      .where(({ status }, { eq }) => eq(status, 'paid'))
      .go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Moves a paid order to shipped, once however often it is called; throws for an order that does not exist. */
export async function shipOrder(id: string, now: number): Promise<Shipment> {
  if (await markShipped(id, now)) return 'shipped';
  const { data } = await orders().get({ id }).go({ consistent: true });
  if (!data) throw new UnknownOrderError(`There is no order ${id}.`);
  return 'already-shipped';
}
