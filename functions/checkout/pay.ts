import type { Line } from '../lib/emit.ts';
import { CURRENCY } from '../lib/money.ts';
import {
  type Asking,
  authoriseCard,
  authoriseInvoice,
  refusedCard,
  refusedInvoice,
} from '../lib/payments/authorise.ts';
import type { Card } from '../lib/payments/payment-gateway.ts';
import type { CheckoutRequest } from './checkout-request.ts';

/** What the provider said of a payment that it will make good. */
export type Authorisation = { readonly authorisationId?: string; readonly cardCountry?: string };

/** What is to be paid: for which order, and how much, in cents. */
export type Due = { readonly orderId: string; readonly totalCents: number };

/** A card that does not exist is a slip of the pen, not a payment. */
async function payByCard(card: Card, country: string, { orderId, totalCents }: Due, asking: Asking) {
  const { number, expiry, cvc } = card;
  const request = { reference: orderId, amountCents: totalCents, currency: CURRENCY, country };
  const answer = await authoriseCard({ ...request, card: { number, expiry, cvc } }, asking);
  if (answer.status === 'invalid') throw refusedCard(answer);
  const Result = 'error' in answer ? 'failed' : answer.status;
  asking.line.emit('payments', 1, { PaymentMethod: 'card', Result });
  if (answer.status === 'authorised') return answer;
  throw refusedCard(answer);
}

/** That the provider cannot be asked is told by CheckoutFailures: there is no payment to count yet. */
async function payByInvoice({ orderId, totalCents }: Due, asking: Asking) {
  const answer = await authoriseInvoice({ reference: orderId, amountCents: totalCents, currency: CURRENCY }, asking);
  if ('error' in answer) throw refusedInvoice(answer);
  asking.line.emit('payments', 1, { PaymentMethod: 'invoice', Result: answer.status });
  if (answer.status === 'authorised') return answer;
  throw refusedInvoice(answer);
}

/**
 * Asks for the payment by the shopper's method: 402 declined, 400 no such card, 504 no answer in time, 502 failed. Store
 * credit is not asked for: it is spent in the transaction that makes the order, or is too little there.
 */
export async function pay(
  { payment, shipping }: Pick<CheckoutRequest, 'payment' | 'shipping'>,
  due: Due,
  asking: Asking,
): Promise<Authorisation> {
  switch (payment.method) {
    case 'card':
      return payByCard(payment, shipping.country, due, asking);
    case 'invoice':
      return payByInvoice(due, asking);
    case 'wallet':
      return {};
    default:
      return payment satisfies never;
  }
}

/** Tells what became of a payment with store credit. */
export function creditSpent(Result: 'authorised' | 'declined', line: Line): void {
  line.set({ paymentResult: Result });
  line.emit('payments', 1, { PaymentMethod: 'wallet', Result });
}
