import type { Order } from '../lib/entities/order.ts';
import { CURRENCY } from '../lib/money.ts';
import type { Basket } from './basket.ts';
import type { CheckoutRequest } from './checkout-request.ts';
import type { FraudAlert } from './fraud.ts';

/** What an order is made of; `id` and `now` (epoch milliseconds) are given, so that the same makes the same. */
export type Draft = {
  readonly id: string;
  readonly userId: string;
  readonly now: number;
  readonly body: Pick<CheckoutRequest, 'payment' | 'shipping'>;
  readonly basket: Basket;
  readonly totalCents: number;
  readonly authorisationId: string | undefined;
  readonly alerts: readonly FraudAlert[];
  readonly traceHeader: string | undefined;
  readonly synthetic?: Order['synthetic'];
};

/** An order that rules hold is not paid before a person has approved it, nor is an invoice before the transfer has arrived. */
function progressOf({ body, alerts, now }: Draft): Pick<Order, 'status' | 'paidAt' | 'review' | 'fraudRules'> {
  if (alerts.length > 0) return { status: 'created', review: 'pending', fraudRules: alerts.map(({ Rule }) => Rule) };
  return body.payment.method === 'invoice' ? { status: 'created' } : { status: 'paid', paidAt: now };
}

/** The order as checkout writes it. */
export function draftOrder(draft: Draft): Order {
  const { id, userId, now, body, basket, totalCents, authorisationId, synthetic, traceHeader } = draft;
  return {
    ...{ id, userId, totalCents, currency: CURRENCY, lines: basket.lines, shipping: body.shipping, createdAt: now },
    ...progressOf(draft),
    paymentMethod: body.payment.method,
    ...(authorisationId === undefined ? {} : { authorisationId }),
    ...(synthetic === undefined ? {} : { synthetic }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
}
