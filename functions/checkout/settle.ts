import type { Line } from '../lib/emit.ts';
import type { Order } from '../lib/entities/order.ts';
import type { Attempt } from '../lib/idempotency.ts';
import { logger } from '../lib/logger.ts';
import type { PaymentGateway } from '../lib/payments/payment-gateway.ts';
import { release } from '../lib/payments/release.ts';
import { safeError } from '../lib/redact.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { type Pacing, UnknownOutcomeError } from '../lib/transact.ts';
import type { Basket } from './basket.ts';
import { type CommitResult, commitOrder } from './commit-order.ts';
import { creditSpent } from './pay.ts';

/** With whom an order is settled, and where it is told. */
export type Settling = {
  readonly gateway: PaymentGateway;
  readonly pacing: Pacing | undefined;
  readonly line: Line;
};

/** Commits an order that a provider makes good, and releases the authorisation when that did not happen. */
async function settleAuthorised(order: Order, commit: () => Promise<CommitResult>, { gateway }: Settling) {
  try {
    const result = await commit();
    if (result !== 'committed') await release(gateway, order.id);
    return result;
  } catch (error) {
    if (!(error instanceof UnknownOutcomeError)) await release(gateway, order.id);
    throw error;
  }
}

/** Commits an order that store credit pays for: spent with it, or not at all. */
async function settleByCredit(order: Order, commit: () => Promise<CommitResult>, { line }: Settling) {
  return inSubsegment('payment', async (span) => {
    const result = await commit();
    const outcome = result === 'committed' ? 'authorised' : result === 'credit-missing' ? 'declined' : undefined;
    span.annotate({ orderId: order.id, paymentMethod: 'wallet', outcome: outcome ?? result });
    if (outcome) creditSpent(outcome, line);
    return result;
  });
}

/**
 * Commits the order. When the table does not tell whether it did, the authorisation is neither used nor released: it lapses
 * at the provider, and a repetition of the checkout finds the order if there is one.
 */
export async function settle(
  order: Order,
  basket: Basket,
  attempt: Attempt,
  settling: Settling,
): Promise<CommitResult> {
  const commit = () => commitOrder(order, basket, attempt, settling.pacing);
  try {
    const byCredit = order.paymentMethod === 'wallet';
    return await (byCredit ? settleByCredit : settleAuthorised)(order, commit, settling);
  } catch (error) {
    if (error instanceof UnknownOutcomeError) {
      logger().error('It is unknown whether the order was committed.', { orderId: order.id, error: safeError(error) });
    }
    throw error;
  }
}
