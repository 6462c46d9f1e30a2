import type { OrderStatus } from '../../monitoring/dimensions.ts';
import type { Carrier } from '../lib/carrier.ts';
import type { Order } from '../lib/entities/order.ts';
import { partnerAnswer } from '../lib/partner-answer.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';

/** Whom the job asks what became of orders. */
export type Partners = { readonly gateway: PaymentGateway; readonly carrier: Carrier };

/** An invoice is open for so long; then the order is cancelled and the goods are for others. */
export const PAYMENT_TERM = 14 * 86_400_000;

async function ofInvoice(order: Order, gateway: PaymentGateway, now: number): Promise<OrderStatus | undefined> {
  if (order.paymentMethod !== 'invoice' || order.review === 'pending') return undefined;
  const { id: reference, totalCents: amountCents, createdAt } = order;
  if (await partnerAnswer(() => gateway.invoicePaid({ reference, amountCents, createdAt }, now))) return 'paid';
  return now - createdAt > PAYMENT_TERM ? 'cancelled' : undefined;
}

/** What verified a deployment is never paid; what of it was left behind does not keep its goods for ever. */
function ofNobody({ createdAt }: Order, now: number): OrderStatus | undefined {
  return now - createdAt > PAYMENT_TERM ? 'cancelled' : undefined;
}

async function ofParcel({ trackingNumber }: Order, carrier: Carrier, now: number): Promise<OrderStatus | undefined> {
  if (trackingNumber === undefined) return undefined;
  const status = await partnerAnswer(() => carrier.track(trackingNumber, now));
  return status === 'delivered' ? 'delivered' : undefined;
}

/** Where an order is to be moved at that time (epoch milliseconds), by what the provider or the carrier says; undefined to wait. */
export async function nextStatus(
  order: Order,
  { gateway, carrier }: Partners,
  now: number,
): Promise<OrderStatus | undefined> {
  if (order.status === 'created') return order.synthetic ? ofNobody(order, now) : ofInvoice(order, gateway, now);
  return order.status === 'shipped' ? ofParcel(order, carrier, now) : undefined;
}
