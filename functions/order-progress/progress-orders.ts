import * as z from 'zod/mini';
import { type Order, orders } from '../lib/entities/order.ts';
import type { Work } from '../lib/jobs/run-job.ts';
import { logger } from '../lib/logger.ts';
import { moveOrderWithPayment } from '../lib/orders/move-order-with-payment.ts';
import { safeError } from '../lib/redact.ts';
import { continueTrace } from '../lib/tracing.ts';
import { nextStatus, type Partners } from './next-status.ts';

const PAGE = 50;

/** Statuses in which an order waits for somebody else. */
const WAITING = ['created', 'shipped'] as const;

/** How far each status has been walked through: the last page's cursor. */
const Progress = z.object({ created: z.nullable(z.string()), shipped: z.nullable(z.string()) });
type Progress = z.infer<typeof Progress>;

const BEGINNING: Progress = { created: null, shipped: null };

/** Thrown at the end of a run in which some orders could not be moved; the next run tries them again. */
export class OrdersLeftError extends Error {
  override readonly name = 'OrdersLeftError';
}

async function progress(order: Order, partners: Partners, now: number): Promise<void> {
  const to = await nextStatus(order, partners, now);
  if (to === undefined) return;
  await continueTrace('order-progress', order.traceHeader, async (span) => {
    span.annotate({ orderId: order.id, outcome: to });
    const outcome = await moveOrderWithPayment(order, to, { now, actor: 'system' }, partners.gateway);
    logger().info('Order moved on.', { orderId: order.id, outcome: outcome === 'moved' ? to : outcome });
  });
}

/** Moves on what can be; one order that fails does not keep the others. Returns how many failed. */
async function progressPage(page: readonly Order[], partners: Partners, now: number): Promise<number> {
  let failures = 0;
  for (const order of page) {
    try {
      await progress(order, partners, now);
    } catch (error) {
      failures++;
      logger().error('An order could not be moved on; the next run tries again.', {
        orderId: order.id,
        error: safeError(error),
      });
    }
  }
  return failures;
}

/**
 * Moves on every order whose invoice was paid or has been open for too long, and every parcel that was delivered; a run that
 * is out of time is gone on with. Returns how many orders it has looked at; `OrdersLeftError` when some failed.
 */
export async function progressOrders(
  { now, progress, save, hasTime, line }: Work,
  partners: Partners,
): Promise<number> {
  let state = progress === undefined ? BEGINNING : Progress.parse(JSON.parse(progress));
  let looked = 0;
  let failures = 0;
  for (const status of WAITING) {
    do {
      if (!hasTime()) break;
      const page = await orders().query.byStatus({ status }).go({ cursor: state[status], limit: PAGE });
      failures += await progressPage(page.data, partners, now);
      looked += page.data.length;
      state = { ...state, [status]: page.cursor };
      await save(JSON.stringify(state));
    } while (state[status] !== null);
  }
  line.set({ failures });
  if (failures > 0) throw new OrdersLeftError(`${failures} of ${looked} orders could not be moved on.`);
  return looked;
}
