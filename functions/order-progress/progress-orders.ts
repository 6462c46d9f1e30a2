import * as z from 'zod/mini';
import { type Order, orders } from '../lib/entities/order.ts';
import { readProgress } from '../lib/jobs/read-progress.ts';
import type { Work } from '../lib/jobs/run-job.ts';
import { logger } from '../lib/logger.ts';
import { moveOrderWithPayment } from '../lib/orders/move-order-with-payment.ts';
import { safeError } from '../lib/redact.ts';
import { continueTrace } from '../lib/tracing.ts';
import { traceIds } from '../lib/xray/trace-context.ts';
import { nextStatus, type Partners } from './next-status.ts';
import { tellOverdue } from './overdue.ts';

const PAGE = 25;

/** Statuses in which an order waits for somebody else, in the order of the walk through them. */
const WAITING = ['created', 'paid', 'shipped'] as const;

/** Where a walk through the waiting orders has come to: the status, and the cursor of its last page. */
const Place = z.object({ status: z.enum(WAITING), cursor: z.nullable(z.string()) });
type Place = z.infer<typeof Place>;

const BEGINNING: Place = { status: 'created', cursor: null };

/** Where the walk goes on after a page: at the next page, or the next status, or nowhere. */
function placeAfter({ status }: Place, cursor: string | null): Place | undefined {
  if (cursor !== null) return { status, cursor };
  const next = WAITING[WAITING.indexOf(status) + 1];
  return next && { status: next, cursor: null };
}

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

/** Moves on what can be, as long as there is time; one order that fails does not keep the others. */
async function progressPage(page: readonly Order[], partners: Partners, { now, line, hasTime }: Work) {
  let [looked, failures] = [0, 0];
  for (const order of page) {
    if (looked > 0 && !hasTime()) break;
    looked++;
    tellOverdue(order, line, now);
    try {
      await progress(order, partners, now);
    } catch (error) {
      failures++;
      logger().error('An order could not be moved on; the next run tries again.', {
        ...traceIds(order.traceHeader),
        orderId: order.id,
        error: safeError(error),
      });
    }
  }
  return { looked, failures, done: looked === page.length };
}

/**
 * Moves on every order whose invoice was paid or has been open for too long, and every parcel that was delivered, and tells of
 * paid orders that should have been shipped; a walk that
 * is out of time is gone on with by the next run, so that no status keeps the other from its turn. Returns how many orders it
 * has looked at; `OrdersLeftError` when some failed.
 */
export async function progressOrders(work: Work, partners: Partners): Promise<number> {
  let place: Place | undefined = readProgress(work.progress, Place, BEGINNING);
  let [looked, failures] = [0, 0];
  while (place !== undefined && work.hasTime()) {
    const { status, cursor }: Place = place;
    const page = await orders().query.byStatus({ status }).go({ cursor, limit: PAGE });
    const walked = await progressPage(page.data, partners, work);
    looked += walked.looked;
    failures += walked.failures;
    if (!walked.done) break;
    place = placeAfter(place, page.cursor);
    await work.save(JSON.stringify(place ?? BEGINNING));
  }
  work.line.set({ failures });
  if (failures > 0) throw new OrdersLeftError(`${failures} of ${looked} orders could not be moved on.`);
  return looked;
}
