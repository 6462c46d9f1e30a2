import type { Line } from '../lib/emit.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { capture, release } from '../lib/payments/release.ts';
import { continueTrace } from '../lib/tracing.ts';
import { countEvent } from './count-event.ts';
import { sendOrder } from './send-order.ts';
import type { ShopEvent } from './shop-event.ts';

type OrderReached = Extract<ShopEvent, { readonly type: 'order' }>;

function annotations(event: ShopEvent) {
  if (event.type === 'wallet') return { outcome: event.movement };
  const { orderId, paymentMethod, status } = event;
  return { orderId, paymentMethod, outcome: status };
}

/** Whoever cancelled an order by card may have died before the card got its money back: it gets it once. */
async function passOrderOn(event: OrderReached, gateway: PaymentGateway): Promise<void> {
  const { orderId, status, paymentMethod, ofCustomer } = event;
  if (status === 'paid' && ofCustomer) await sendOrder(event);
  if (status === 'cancelled' && paymentMethod === 'card') await release(gateway, orderId);
}

/** Whoever made a deposit may have died before they took its money: it is taken once, however often it is asked for. */
async function passOn(event: ShopEvent, gateway: PaymentGateway): Promise<void> {
  if (event.type === 'order') await passOrderOn(event, gateway);
  else if (event.movement === 'deposit') await capture(gateway, event.id);
}

/**
 * Counts the event, sends a paid order to fulfilment, and makes sure of a deposit's money and of what a card gets back, in a
 * segment that continues the trace of what made it.
 */
export async function publishEvent(event: ShopEvent, line: Line, gateway: PaymentGateway): Promise<void> {
  await continueTrace('outbox', event.traceHeader, async (span) => {
    span.annotate(annotations(event));
    await countEvent(event, line);
    await passOn(event, gateway);
  });
}
