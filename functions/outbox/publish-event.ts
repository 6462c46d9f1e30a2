import type { Line } from '../lib/emit.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { capture } from '../lib/payments/release.ts';
import { continueTrace } from '../lib/tracing.ts';
import { countEvent } from './count-event.ts';
import { sendOrder } from './send-order.ts';
import type { ShopEvent } from './shop-event.ts';

function annotations(event: ShopEvent) {
  if (event.type === 'wallet') return { outcome: event.movement };
  const { orderId, paymentMethod, status } = event;
  return { orderId, paymentMethod, outcome: status };
}

/** Whoever made a deposit may have died before they took its money: it is taken once, however often it is asked for. */
async function passOn(event: ShopEvent, gateway: PaymentGateway): Promise<void> {
  if (event.type === 'order' && event.status === 'paid') await sendOrder(event);
  if (event.type === 'wallet' && event.movement === 'deposit') await capture(gateway, event.id);
}

/**
 * Counts the event, sends a paid order to fulfilment and makes sure of a deposit's money, in a segment that continues the trace
 * of what made it.
 */
export async function publishEvent(event: ShopEvent, line: Line, gateway: PaymentGateway): Promise<void> {
  await continueTrace('outbox', event.traceHeader, async (span) => {
    span.annotate(annotations(event));
    await countEvent(event, line);
    await passOn(event, gateway);
  });
}
