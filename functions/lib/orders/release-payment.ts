import type { Order } from '../entities/order.ts';
import type { PaymentGateway } from '../payments/payment-gateway.ts';
import { release } from '../payments/release.ts';

/** A card's money is held or taken; an invoice is open until it is paid; store credit is no provider's matter. */
function isHeld({ paymentMethod, status, paidAt }: Order): boolean {
  switch (paymentMethod) {
    case 'card':
      return true;
    case 'invoice':
      return status !== 'paid' && paidAt === undefined;
    case 'wallet':
      return false;
    default:
      return paymentMethod satisfies never;
  }
}

/** Has the provider give back or call off what it holds for an order that is cancelled; may be repeated, and never throws. */
export async function releasePayment(order: Order, gateway: PaymentGateway): Promise<void> {
  if (isHeld(order)) await release(gateway, order.id);
}
