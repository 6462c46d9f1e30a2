import type { Carrier } from '../lib/carrier.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import { moveOrderWithPayment } from '../lib/orders/move-order-with-payment.ts';
import { LONGEST_ANSWER, partnerAnswer } from '../lib/partner-answer.ts';
import { longestCall, PATIENCE } from '../lib/patience.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { LONGEST_TRANSACTION } from '../lib/transact.ts';

/**
 * What one shipment takes at most, in milliseconds: the order is read, charged, handed over and moved, and when somebody else
 * has moved it meanwhile, read again and its money given back.
 */
export const LONGEST_SHIPMENT = 2 * longestCall(PATIENCE) + 3 * LONGEST_ANSWER + LONGEST_TRANSACTION;

/** Who carries the goods, and who takes the money for them. */
export type Partners = { readonly carrier: Carrier; readonly gateway: PaymentGateway };

/**
 * What became of an order message: the order was shipped by it, had been before, or is not to be shipped any more; or something
 * else shipped it or called it off at the same moment.
 */
export type Shipment = 'shipped' | 'already-shipped' | 'called-off' | 'moved-meanwhile';

/** Thrown for a message about an order that does not exist. */
export class UnknownOrderError extends Error {
  override readonly name = 'UnknownOrderError';
}

/** Thrown for a message about an order that is not paid: only the outbox sends any, and then it is. */
export class UnpaidOrderError extends Error {
  override readonly name = 'UnpaidOrderError';
}

async function readOrder(id: string): Promise<Order> {
  const { data } = await orders().get({ id }).go({ consistent: true });
  if (!data) throw new UnknownOrderError(`There is no order ${id}.`);
  return data;
}

/**
 * Hands a paid order to the carrier once its money is taken, and moves it to shipped, once however often it is called; what was
 * cancelled or refunded meanwhile stays. Throws for an order that does not exist or is not paid, and while a card's money cannot be taken.
 */
export async function shipOrder(id: string, now: number, { carrier, gateway }: Partners): Promise<Shipment> {
  const order = await readOrder(id);
  switch (order.status) {
    case 'paid': {
      if (order.synthetic) return 'called-off';
      const handOver = async () => {
        const trackingNumber = await partnerAnswer(() => carrier.accept(order.id, now));
        return { now, actor: 'system', set: { trackingNumber } } as const;
      };
      const outcome = await moveOrderWithPayment(order, 'shipped', handOver, gateway);
      return outcome === 'moved' ? 'shipped' : 'moved-meanwhile';
    }
    case 'shipped':
    case 'delivered':
      return 'already-shipped';
    case 'cancelled':
    case 'refunded':
      return 'called-off';
    case 'created':
      throw new UnpaidOrderError(`Order ${id} is not paid.`);
    default:
      return order.status satisfies never;
  }
}
