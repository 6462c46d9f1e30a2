import type { Line } from '../lib/emit.ts';
import { continueTrace } from '../lib/tracing.ts';
import { countEvent } from './count-event.ts';
import { sendOrder } from './send-order.ts';
import type { ShopEvent } from './shop-event.ts';

function annotations(event: ShopEvent) {
  if (event.type === 'wallet') return { outcome: event.movement };
  const { orderId, paymentMethod, status } = event;
  return { orderId, paymentMethod, outcome: status };
}

/** Counts the event and sends a paid order to fulfilment, in a segment that continues the trace of what made it. */
export async function publishEvent(event: ShopEvent, line: Line): Promise<void> {
  await continueTrace('outbox', event.traceHeader, async (span) => {
    span.annotate(annotations(event));
    await countEvent(event, line);
    if (event.type === 'order' && event.status === 'paid') await sendOrder(event);
  });
}
